import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { AuditService } from '#audit';
import { ContainersService } from '#containers';
import { WopiError } from '#wopi-protocol';
import type { AuditTrail } from '../audit-trail.js';
import { cleanName, nameProblem } from '../file-name.js';
import { ResourceUrls } from '../resource-urls.js';
import { childTarget } from './child-target.js';
import type { ChildNames, ContainerContext } from './container-context.js';
import type { ContainerPointer } from './container-pointer.js';
import { FreeFolderName } from './free-folder-name.js';

/** CreateChildContainer (`rest/containers/createchildcontainer`). */
@Injectable()
export class CreateChildContainer {
  constructor(
    private readonly containers: ContainersService,
    private readonly freeName: FreeFolderName,
    private readonly urls: ResourceUrls,
    private readonly audit: AuditService,
  ) {}

  /** @throws WopiError `not_implemented` for both names, `invalid_header`, `invalid_name`, `name_conflict`, `file_not_found` */
  async run(
    context: ContainerContext,
    names: ChildNames,
    trail: AuditTrail,
  ): Promise<{ ContainerPointer: ContainerPointer }> {
    const target = childTarget(names);
    if (target.exact) refuseInvalid(target.name);
    const { session, container, user } = context;
    const { tenantId } = session;
    const parent = { tenantId, containerId: container.id };
    const containerId = randomUUID();
    const attempt = async (name: string) => {
      const detail = { madeContainer: containerId };
      const companion = this.audit.companion(trail.entry(200, { detail }));
      const child = { tenantId, containerId, parentId: container.id, name, createdBy: user.id };
      const made = await this.containers.create(child, companion);
      if (made === 'gone') throw new WopiError('file_not_found');
      if (made === 'too_deep') throw new WopiError('not_implemented');
      return made === 'done' ? { name } : made;
    };
    const made = target.exact
      ? await attempt(target.name)
      : await this.freeName.use(parent, cleanName(target.name, 'folder'), attempt);
    if (made === 'taken') {
      const validTarget = await this.freeName.find(parent, target.name);
      throw new WopiError('name_conflict', { validTarget });
    }
    trail.markWritten();
    const urlOf = await this.urls.within(context);
    return { ContainerPointer: { Name: made.name, Url: urlOf({ kind: 'container', id: containerId }) } };
  }
}

/** @throws WopiError `invalid_container_name` */
export function refuseInvalid(name: string): void {
  const problem = nameProblem(name);
  if (problem === undefined) return;
  throw new WopiError('invalid_container_name', { reason: problem, validTarget: cleanName(name, 'folder') });
}
