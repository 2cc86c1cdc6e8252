import { Injectable } from '@nestjs/common';
import { AuditService } from '#audit';
import type { Companion } from '#database';
import { LocksService } from '#locks';
import { type LockId, WopiError } from '#wopi-protocol';
import type { AuditTrail } from './audit-trail.js';
import type { RequestContext } from './file.js';
import { FileRepository } from './persistence/file.repository.js';

const keyOf = ({ session }: RequestContext) => ({ tenantId: session.tenantId, fileId: session.fileId });

/** The lock operations of a request, each with its audit row in the same statement. */
@Injectable()
export class FileLock {
  constructor(
    private readonly locks: LocksService,
    private readonly audit: AuditService,
    private readonly files: FileRepository,
  ) {}

  /**
   * Answers the file's version under the lock. A client that keeps the content it has, because the version is the one it
   * knows, must not be told of a version that was replaced while it waited for the lock.
   */
  async lock(context: RequestContext, id: LockId, trail: AuditTrail): Promise<string> {
    const companion = this.companion(trail, context.lock, id);
    await this.locks.lock(keyOf(context), id, { userId: context.user.id, companion });
    trail.markWritten();
    if (context.lock === id) return context.file.version;
    const { tenantId, fileId } = context.session;
    const version = await this.files.version(tenantId, fileId);
    if (version !== undefined) return version;
    await this.locks.unlock(keyOf(context), id).catch(() => undefined);
    throw new WopiError('file_not_found');
  }

  async relock(context: RequestContext, from: LockId, to: LockId, trail: AuditTrail): Promise<void> {
    const companion = this.companion(trail, from, to);
    await this.locks.relock(keyOf(context), from, to, { userId: context.user.id, companion });
    trail.markWritten();
  }

  async refresh(context: RequestContext, id: LockId, trail: AuditTrail): Promise<void> {
    await this.locks.refresh(keyOf(context), id, this.companion(trail, id, id));
    trail.markWritten();
  }

  async unlock(context: RequestContext, id: LockId, trail: AuditTrail): Promise<void> {
    await this.locks.unlock(keyOf(context), id, this.companion(trail, id, undefined));
    trail.markWritten();
  }

  /**
   * Runs a change of the file that needs its lock: under the lock the client presents when the file is locked, otherwise
   * while nobody else can lock it.
   */
  async hold<T>(context: RequestContext, presented: LockId | undefined, work: () => Promise<T>): Promise<T> {
    const key = keyOf(context);
    if (presented === undefined) return this.locks.hold(key, undefined, work);
    try {
      return await this.locks.hold(key, presented, work);
    } catch (error) {
      const unlocked =
        error instanceof WopiError && error.code === 'lock_mismatch' && !error.detail.currentLock;
      if (!unlocked) throw error;
      return this.locks.hold(key, undefined, work);
    }
  }

  private companion(
    trail: AuditTrail,
    lockBefore: string | undefined,
    lockAfter: string | undefined,
  ): Companion {
    return this.audit.companion(trail.entry(200, { lockBefore, lockAfter }));
  }
}
