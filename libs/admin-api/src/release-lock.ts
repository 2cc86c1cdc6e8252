import { Inject, Injectable } from '@nestjs/common';
import { AuditService } from '#audit';
import { CoauthLocksService, LocksService } from '#locks';
import { type CoauthLockId, type LockId, WopiError } from '#wopi-protocol';
import { ADMIN_OPTIONS, type AdminOptions } from './admin-options.js';

export interface LockRelease {
  readonly file: string;
  readonly lock: string;
  readonly kind: 'WOPI' | 'Coauth' | 'CoauthExclusive';
  readonly reason: string;
}

/** Takes a lock away from whoever holds it: a compare-and-set on its id, so that a lock taken meanwhile stays. */
@Injectable()
export class ReleaseLock {
  constructor(
    @Inject(ADMIN_OPTIONS) private readonly options: AdminOptions,
    private readonly locks: LocksService,
    private readonly coauth: CoauthLocksService,
    private readonly audit: AuditService,
  ) {}

  /** @throws WopiError `lock_mismatch` when the lock is not in force */
  async run({ file, lock, kind, reason }: LockRelease): Promise<void> {
    const key = { tenantId: this.options.tenantId, fileId: file };
    const companion = this.audit.companion({
      ...key,
      operation: 'ReleaseLock',
      status: 204,
      lockBefore: lock,
      detail: { kind, reason },
    });
    if (kind === 'WOPI') await this.locks.unlock(key, lock as LockId, companion);
    else await this.coauth.unlock(key, lock as CoauthLockId, companion);
  }

  /** One after the other, each with an audit row of its own; a lock that is not in force any more stops none of the others. */
  async runEach<T extends Omit<LockRelease, 'reason'>>(
    locks: readonly T[],
    reason: string,
  ): Promise<(T & { readonly released: boolean })[]> {
    const outcomes = [];
    for (const lock of locks)
      outcomes.push({ ...lock, released: await this.wasReleased({ ...lock, reason }) });
    return outcomes;
  }

  private async wasReleased(release: LockRelease): Promise<boolean> {
    try {
      await this.run(release);
      return true;
    } catch (error) {
      if (error instanceof WopiError && error.code === 'lock_mismatch') return false;
      throw error;
    }
  }
}
