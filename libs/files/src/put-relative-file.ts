import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { WopiError } from '#wopi-protocol';
import type { AuditTrail } from './audit-trail.js';
import type { RequestContext } from './file.js';
import { baseOf, cleanName } from './file-name.js';
import { exactName, PlaceFile } from './place-file.js';
import { PortalLinks } from './portal-links.js';
import { ResourceUrls } from './resource-urls.js';

export interface PutRelativeRequest {
  /** X-WOPI-SuggestedTarget, decoded: a name or, with a leading dot, an extension; the host may choose another name. */
  readonly suggestedTarget: string | undefined;
  /** X-WOPI-RelativeTarget, decoded: this name or none. */
  readonly relativeTarget: string | undefined;
  readonly overwrite: boolean;
  readonly content: Readable;
  /** X-WOPI-Size, or Content-Length where that is missing. */
  readonly expectedBytes: number | undefined;
}

export interface PutRelativeResult {
  readonly Name: string;
  readonly Url: string;
  readonly HostViewUrl: string;
  readonly HostEditUrl: string;
}

/**
 * PutRelativeFile (`rest/files/putrelativefile`): a new file beside the session's own, or an existing one overwritten. The
 * answer's URL carries a token for that file alone, which dies with the session it came from.
 */
@Injectable()
export class PutRelativeFile {
  constructor(
    private readonly place: PlaceFile,
    private readonly urls: ResourceUrls,
    private readonly links: PortalLinks,
  ) {}

  /** @throws WopiError `invalid_header` for both targets or none, `invalid_name`, `name_conflict`, or what the storage says */
  async run(
    context: RequestContext,
    request: PutRelativeRequest,
    trail: AuditTrail,
  ): Promise<PutRelativeResult> {
    const { suggestedTarget, relativeTarget, overwrite, content, expectedBytes } = request;
    if ((suggestedTarget === undefined) === (relativeTarget === undefined)) {
      throw new WopiError('invalid_header', { reason: 'Exactly one of the two target headers is expected' });
    }
    const target =
      suggestedTarget !== undefined
        ? { name: suggestedName(context, suggestedTarget), exact: false }
        : { name: exactName(relativeTarget!), exact: true };
    const { session, file, user } = context;
    // A token is for one file; another one may be overwritten only by who owns it or made it.
    const mayOverwrite = (createdBy: string) =>
      overwrite && (user.id === file.ownerId || user.id === createdBy);
    const where = { tenantId: session.tenantId, containerId: file.containerId, authorId: user.id };
    const made = await this.place.run(
      { ...where, session, target, mayOverwrite, content, expectedBytes },
      trail,
    );
    return this.answer(context, made.fileId, made.name);
  }

  private async answer(context: RequestContext, fileId: string, name: string): Promise<PutRelativeResult> {
    const urlOf = await this.urls.within(context);
    const { route } = context.session;
    return {
      Name: name,
      Url: urlOf({ kind: 'file', id: fileId }),
      HostViewUrl: this.links.open(fileId, 'view', route),
      HostEditUrl: this.links.open(fileId, 'edit', route),
    };
  }
}

/** `.pdf` asks for the session's own name with that extension; anything else is a whole name. Made valid, not refused. */
function suggestedName({ file }: RequestContext, suggestion: string): string {
  const name = suggestion.normalize('NFC');
  return cleanName(/^\.[^./\\]+$/.test(name) ? baseOf(file.name) + name : name);
}
