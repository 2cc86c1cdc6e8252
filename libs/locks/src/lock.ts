import type { Companion } from '#database';
import type { LockId } from '#wopi-protocol';

export interface LockKey {
  readonly tenantId: string;
  readonly fileId: string;
}

/** A lock that is in force by the database's clock. */
export interface Lock {
  readonly id: LockId;
  readonly expiresAt: Date;
}

/** Who asked for the lock, and what to write in the same statement. */
export interface LockChange {
  readonly userId: string;
  readonly companion?: Companion | undefined;
}
