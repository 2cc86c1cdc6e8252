import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import type { AuditTrail } from '../audit-trail.js';
import { cleanName } from '../file-name.js';
import { exactName, PlaceFile } from '../place-file.js';
import { PortalLinks } from '../portal-links.js';
import type { PutRelativeResult } from '../put-relative-file.js';
import { ResourceUrls } from '../resource-urls.js';
import { childTarget } from './child-target.js';
import type { ChildNames, ContainerContext } from './container-context.js';

/** CreateChildFile (`rest/containers/createchildfile`): an empty file in the container. */
@Injectable()
export class CreateChildFile {
  constructor(
    private readonly place: PlaceFile,
    private readonly urls: ResourceUrls,
    private readonly links: PortalLinks,
  ) {}

  /** @throws WopiError `not_implemented` for both names, `invalid_header`, `invalid_name`, `name_conflict`, `file_not_found` */
  async run(
    context: ContainerContext,
    names: ChildNames,
    overwrite: boolean,
    trail: AuditTrail,
  ): Promise<PutRelativeResult> {
    const wish = childTarget(names);
    const target = { ...wish, name: wish.exact ? exactName(wish.name) : suggestedName(wish.name) };
    const { session, container, user } = context;
    const mayOverwrite = (createdBy: string) =>
      overwrite && (user.id === container.ownerId || user.id === createdBy);
    const where = { tenantId: session.tenantId, containerId: container.id, authorId: user.id };
    const content = Readable.from([]);
    const { fileId, name } = await this.place.run(
      { ...where, target, mayOverwrite, content, expectedBytes: 0 },
      trail,
    );
    const urlOf = await this.urls.within(context);
    return {
      Name: name,
      Url: urlOf({ kind: 'file', id: fileId }),
      HostViewUrl: this.links.open(fileId, 'view', session.route),
      HostEditUrl: this.links.open(fileId, 'edit', session.route),
    };
  }
}

/** `.docx` asks for any name with that extension. */
const suggestedName = (wish: string) => cleanName(/^\.[^./\\]+$/.test(wish) ? `document${wish}` : wish);
