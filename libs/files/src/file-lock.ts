import { Injectable } from '@nestjs/common';
import { AuditService } from '#audit';
import type { Companion } from '#database';
import { conflictWith, LocksService } from '#locks';
import { type LockId, WopiError } from '#wopi-protocol';
import type { AuditTrail } from './audit-trail.js';
import type { RequestContext } from './file.js';
import { FileRepository } from './persistence/file.repository.js';

/** What the client says of the lock besides its id (page plus/coauthoring/wopi-locks). */
export interface LockTerms {
  /** 30 minutes where the client does not say. */
  readonly timeoutSeconds?: number | undefined;
  /** Whether others may be told whose lock it is, until it is changed the next time. */
  readonly userVisible?: boolean | undefined;
}

/** The lock operations of a request, each with its audit row in the same statement. */
@Injectable()
export class FileLock {
  constructor(
    private readonly locks: LocksService,
    private readonly audit: AuditService,
    private readonly files: FileRepository,
  ) {}

  /** The lock, '' for none. @throws WopiError `lock_mismatch` when the file is held by what is no WOPI lock */
  get({ held }: RequestContext): string {
    if (held.coauth.length > 0) throw conflictWith(held);
    return held.lock ?? '';
  }

  /**
   * Answers the file's version under the lock. A client that keeps the content it has, because the version is the one it
   * knows, must not be told of a version that was replaced while it waited for the lock.
   */
  async lock(context: RequestContext, id: LockId, terms: LockTerms, trail: AuditTrail): Promise<string> {
    const { session, held, file } = context;
    await this.locks.lock(session, id, this.changeOf(context, terms, trail, held.lock, id));
    trail.markWritten();
    if (held.lock === id) return file.version;
    const version = await this.files.version(session.tenantId, session.fileId);
    if (version !== undefined) return version;
    await this.locks.unlock(session, id).catch(() => undefined);
    throw new WopiError('file_not_found');
  }

  async relock(
    context: RequestContext,
    from: LockId,
    to: LockId,
    terms: LockTerms,
    trail: AuditTrail,
  ): Promise<void> {
    await this.locks.relock(context.session, from, to, this.changeOf(context, terms, trail, from, to));
    trail.markWritten();
  }

  async refresh(context: RequestContext, id: LockId, terms: LockTerms, trail: AuditTrail): Promise<void> {
    await this.locks.refresh(context.session, id, this.changeOf(context, terms, trail, id, id));
    trail.markWritten();
  }

  async unlock({ session }: RequestContext, id: LockId, trail: AuditTrail): Promise<void> {
    await this.locks.unlock(session, id, this.companion(trail, id, undefined));
    trail.markWritten();
  }

  private changeOf(
    { user }: RequestContext,
    { timeoutSeconds, userVisible }: LockTerms,
    trail: AuditTrail,
    lockBefore: string | undefined,
    lockAfter: string | undefined,
  ) {
    return {
      userId: user.id,
      timeoutSeconds,
      visibleAs: userVisible ? user.displayName : undefined,
      companion: this.companion(trail, lockBefore, lockAfter),
    };
  }

  private companion(
    trail: AuditTrail,
    lockBefore: string | undefined,
    lockAfter: string | undefined,
  ): Companion {
    return this.audit.companion(trail.entry(200, { lockBefore, lockAfter }));
  }
}
