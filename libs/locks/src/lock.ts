import type { Companion } from '#database';
import type { CoauthLockId, CoauthLockType, LockId } from '#wopi-protocol';

export interface LockKey {
  readonly tenantId: string;
  readonly fileId: string;
}

/** A lock that is in force by the database's clock. */
export interface Lock {
  readonly id: LockId;
  readonly expiresAt: Date;
}

/** Who asked for the lock, for how long, and what to write in the same statement. */
export interface LockChange {
  readonly userId: string;
  /** 30 minutes unless told. */
  readonly timeoutSeconds?: number | undefined;
  /** The person's name, if a client that meets the lock may show it. */
  readonly visibleAs?: string | undefined;
  readonly companion?: Companion | undefined;
}

/** One of the locks that clients hold together, in force by the database's clock. */
export interface CoauthLock {
  readonly id: CoauthLockId;
  readonly type: CoauthLockType;
  readonly metadata: string;
  readonly userName: string;
  /** When this id first took its lock, in milliseconds since 1970. */
  readonly acquiredAt: number;
}

/** What GetCoauthLock asks for. */
export interface CoauthLockWish {
  readonly id: CoauthLockId;
  readonly type: CoauthLockType;
  readonly metadata: string;
  readonly userName: string;
  readonly timeoutSeconds: number;
}

/** What RefreshCoauthLock asks for; metadata '' leaves what is there. */
export type CoauthLockRefresh = Pick<CoauthLockWish, 'id' | 'metadata' | 'timeoutSeconds'>;

/** Everything that holds a file by the database's clock: a WOPI lock, or coauth locks, or nothing. */
export interface HeldLocks {
  readonly lock?: LockId | undefined;
  /** The name of who holds the WOPI lock, where its client asked to show it. */
  readonly visibleAs?: string | undefined;
  /** By age. */
  readonly coauth: readonly CoauthLock[];
}

/** What a client shows for its right to change a file: at most one of the two. */
export interface PresentedLock {
  /** X-WOPI-Lock */
  readonly lock?: LockId | undefined;
  /** X-WOPI-CoauthLockId */
  readonly coauthLockId?: CoauthLockId | undefined;
}

/** What must be in force in the locks' row when a statement changes the file: one of the two. */
export interface Holding {
  readonly lockId?: string | undefined;
  readonly coauthLockId?: string | undefined;
}
