import type { Readable } from 'node:stream';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { AuditService } from '#audit';
import { conflictDetail, type HeldLocks, isHeld, LocksService, NOTHING_HELD } from '#locks';
import { BlobStore, type StoredBlob } from '#storage';
import { Sessions } from '#tokens';
import { WopiError } from '#wopi-protocol';
import type { AuditTrail } from './audit-trail.js';
import type { RequestContext } from './file.js';
import { baseOf, cleanName, nameProblem } from './file-name.js';
import { FILES_OPTIONS, type FilesOptions } from './files-options.js';
import { FreeName } from './free-name.js';
import { FileRepository, newFileId } from './persistence/file.repository.js';
import { PortalLinks } from './portal-links.js';
import { inWopi } from './storage-to-wopi.js';
import { WopiSource } from './wopi-source.js';

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
  private readonly logger = new Logger(PutRelativeFile.name);

  constructor(
    private readonly blobs: BlobStore,
    private readonly files: FileRepository,
    private readonly freeName: FreeName,
    private readonly locks: LocksService,
    private readonly sessions: Sessions,
    private readonly source: WopiSource,
    private readonly links: PortalLinks,
    private readonly audit: AuditService,
    @Inject(FILES_OPTIONS) private readonly options: FilesOptions,
  ) {}

  /** @throws WopiError `invalid_header` for both targets or none, `invalid_name`, `name_conflict`, or what the storage says */
  async run(
    context: RequestContext,
    request: PutRelativeRequest,
    trail: AuditTrail,
  ): Promise<PutRelativeResult> {
    const { suggestedTarget, relativeTarget } = request;
    if ((suggestedTarget === undefined) === (relativeTarget === undefined)) {
      throw new WopiError('invalid_header', { reason: 'Exactly one of the two target headers is expected' });
    }
    const target =
      suggestedTarget !== undefined
        ? { name: suggestedName(context, suggestedTarget), exact: false as const }
        : { name: exactName(relativeTarget!), exact: true as const };
    const existing = target.exact
      ? await this.overwritten(context, target.name, request.overwrite)
      : undefined;
    const limits = { maxBytes: this.options.maxFileBytes, expectedBytes: request.expectedBytes };
    const blob = await inWopi(this.blobs.write(context.session.tenantId, request.content, limits));
    const made = await this.publish(context, target, existing, blob, trail).catch(async (error: unknown) => {
      if (error instanceof WopiError) await this.discard(context, blob);
      throw error;
    });
    trail.markWritten();
    return this.answer(context, made.fileId, made.name);
  }

  private publish(
    context: RequestContext,
    target: { name: string; exact: boolean },
    existing: string | undefined,
    blob: StoredBlob,
    trail: AuditTrail,
  ): Promise<{ fileId: string; name: string }> {
    if (existing === undefined) return this.create(context, target, blob, trail);
    return this.overwrite(context, existing, target.name, blob, trail);
  }

  /** The id of a file that may be overwritten under this name; undefined when the name is free. */
  private async overwritten(
    context: RequestContext,
    name: string,
    overwrite: boolean,
  ): Promise<string | undefined> {
    const { session, file, user } = context;
    const existing = await this.files.findByName(session.tenantId, file.containerId, name);
    if (!existing) return undefined;
    // A token is for one file; another one may be overwritten only by who owns it or made it.
    const mayOverwrite = overwrite && (user.id === file.ownerId || user.id === existing.createdBy);
    if (!mayOverwrite || isHeld(existing.held)) throw await this.conflict(context, name, existing.held);
    return existing.id;
  }

  private async conflict(
    { session, file }: RequestContext,
    name: string,
    held: HeldLocks,
  ): Promise<WopiError> {
    const validTarget = await this.freeName.find(session.tenantId, file.containerId, name);
    return new WopiError('name_conflict', { ...conflictDetail(held), validTarget });
  }

  private async create(
    context: RequestContext,
    { name: wish, exact }: { name: string; exact: boolean },
    blob: StoredBlob,
    trail: AuditTrail,
  ): Promise<{ fileId: string; name: string }> {
    const { session, file, user } = context;
    const { tenantId } = session;
    const { containerId } = file;
    const fileId = newFileId();
    const attempt = async (name: string) => {
      const detail = { madeFile: fileId, origin: 'created' };
      const companion = this.audit.companion(trail.entry(200, { bytesIn: blob.size, detail }));
      const made = await this.files.create(
        { tenantId, fileId, name, containerId, authorId: user.id, blob },
        companion,
      );
      if (made === 'gone') throw new WopiError('file_not_found');
      return made === 'done' ? { fileId, name } : made;
    };
    if (!exact) return this.freeName.use(tenantId, containerId, wish, attempt);
    const made = await attempt(wish);
    if (made === 'taken') throw await this.conflict(context, wish, NOTHING_HELD);
    return made;
  }

  private overwrite(
    context: RequestContext,
    fileId: string,
    name: string,
    blob: StoredBlob,
    trail: AuditTrail,
  ) {
    const { session, user } = context;
    const { tenantId } = session;
    return this.locks.hold({ tenantId, fileId }, {}, async (holding) => {
      const detail = { madeFile: fileId, origin: 'overwritten' };
      const companion = this.audit.companion(trail.entry(200, { bytesIn: blob.size, detail }));
      const publication = { tenantId, fileId, holding, blob, authorId: user.id, origin: 'saved' } as const;
      const version = await this.files.publish(publication, companion);
      if (version === undefined) throw await this.conflict(context, name, NOTHING_HELD);
      return { fileId, name };
    });
  }

  private async answer(context: RequestContext, fileId: string, name: string): Promise<PutRelativeResult> {
    const { session, readAt } = context;
    const tokenFor = await this.sessions.deriver(session, readAt);
    const accessToken = tokenFor({ kind: 'file', id: fileId });
    return {
      Name: name,
      Url: `${this.source.of(fileId, session.route)}?access_token=${encodeURIComponent(accessToken)}`,
      HostViewUrl: this.links.open(fileId, 'view', session.route),
      HostEditUrl: this.links.open(fileId, 'edit', session.route),
    };
  }

  private async discard({ session }: RequestContext, { key }: StoredBlob): Promise<void> {
    const removed = this.blobs.remove({ tenantId: session.tenantId, key });
    await removed.catch((failure: unknown) => this.logger.error(failure));
  }
}

/** `.pdf` asks for the session's own name with that extension; anything else is a whole name. Made valid, not refused. */
function suggestedName({ file }: RequestContext, suggestion: string): string {
  const name = suggestion.normalize('NFC');
  return cleanName(/^\.[^./\\]+$/.test(name) ? baseOf(file.name) + name : name);
}

function exactName(wish: string): string {
  const name = wish.normalize('NFC');
  const problem = nameProblem(name);
  if (problem !== undefined)
    throw new WopiError('invalid_name', { reason: problem, validTarget: cleanName(name) });
  return name;
}
