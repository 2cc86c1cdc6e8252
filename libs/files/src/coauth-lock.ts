import { Injectable } from '@nestjs/common';
import { AuditService } from '#audit';
import {
  type CoauthLockRefresh,
  CoauthLocksService,
  type CoauthLockWish,
  type CoauthTable,
  coauthTableOf,
  conflictWith,
} from '#locks';
import { type CoauthLockId, WopiError } from '#wopi-protocol';
import type { AuditTrail } from './audit-trail.js';
import type { RequestContext } from './file.js';
import { FileRepository } from './persistence/file.repository.js';

/** The coauth lock operations of a request (pages plus/coauthoring/…), each change with its audit row in the same statement. */
@Injectable()
export class CoauthLock {
  constructor(
    private readonly locks: CoauthLocksService,
    private readonly audit: AuditService,
    private readonly files: FileRepository,
  ) {}

  /** @throws WopiError `lock_mismatch`, `file_not_found` */
  async get(
    { session, user, held }: RequestContext,
    wish: Omit<CoauthLockWish, 'userName'>,
    trail: AuditTrail,
  ): Promise<CoauthTable> {
    const had = held.coauth.some(({ id }) => id === wish.id);
    const companion = this.companion(trail, had ? wish.id : undefined, wish.id);
    const table = await this.locks.get(session, { ...wish, userName: user.displayName }, companion);
    trail.markWritten();
    // The file may have been deleted while this waited for the locks' row.
    if (had || (await this.files.version(session.tenantId, session.fileId)) !== undefined) return table;
    await this.locks.unlock(session, wish.id).catch(() => undefined);
    throw new WopiError('file_not_found');
  }

  /** @throws WopiError `lock_mismatch` when the lock is not in force */
  async refresh(
    { session }: RequestContext,
    refresh: CoauthLockRefresh,
    trail: AuditTrail,
  ): Promise<CoauthTable> {
    const companion = this.companion(trail, refresh.id, refresh.id);
    const table = await this.locks.refresh(session, refresh, companion);
    trail.markWritten();
    return table;
  }

  /** @throws WopiError `lock_mismatch` when the lock is not in force */
  async unlock({ session }: RequestContext, id: CoauthLockId, trail: AuditTrail): Promise<void> {
    await this.locks.unlock(session, id, this.companion(trail, id, undefined));
    trail.markWritten();
  }

  /** The locks in force when the request arrived. @throws WopiError `lock_mismatch` when a WOPI lock holds the file */
  table({ held }: RequestContext): CoauthTable {
    if (held.lock !== undefined) throw conflictWith(held);
    return coauthTableOf(held.coauth);
  }

  private companion(trail: AuditTrail, lockBefore: string | undefined, lockAfter: string | undefined) {
    return this.audit.companion(trail.entry(200, { lockBefore, lockAfter }));
  }
}
