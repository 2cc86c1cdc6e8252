import type { CoolSpelling } from './cool-header.js';

/** Why a WOPI operation was refused. The status and headers of each: {@link toWopiResponse}. */
export type WopiErrorCode =
  | 'invalid_token'
  | 'proof_failed'
  | 'file_not_found'
  | 'not_permitted'
  | 'lock_mismatch'
  | 'name_conflict'
  | 'document_changed'
  | 'invalid_lock_id'
  | 'invalid_header'
  | 'invalid_name'
  | 'invalid_container_name'
  | 'container_not_empty'
  | 'too_large_for_client'
  | 'body_too_large'
  | 'body_mismatch'
  | 'invalid_body'
  | 'coherency_failure'
  | 'upload_session_gone'
  | 'range_not_satisfiable'
  | 'not_implemented'
  | 'busy'
  | 'throttled'
  | 'upstream_unreachable'
  | 'storage_full'
  | 'quota_exceeded'
  | 'server_error';

/** What the answer can say beyond the code. */
export interface WopiErrorDetail {
  /** The lock id that is held; '' or absent when the file is not locked. */
  readonly currentLock?: string;
  /** Coauth locks hold the file: to WOPI locks they are another interface (page plus/coauthoring/locks-about). */
  readonly lockedByOtherInterface?: boolean;
  /** X-WOPI-ConflictingMechanism. A file that shares ordinary coauth locks has none: the client may ask for one and try again. */
  readonly conflictingMechanism?: 'WOPI-Lock' | 'WOPI-CoauthExclusiveLock';
  /** Name of the person who holds the WOPI lock, as plain text (sent in UTF-7); only where its client asked to show it. */
  readonly lockUserName?: string;
  /** A sentence without secrets, names or contents; sent to the client. */
  readonly reason?: string;
  /** Of `proof_failed`: what was wrong, in one word. */
  readonly verdict?: string | undefined;
  /** A file name that would have been accepted, as plain text (sent in UTF-7). */
  readonly validTarget?: string;
  /** Of `document_changed`: how the client's family spells the status in the body. */
  readonly spelling?: CoolSpelling;
  /** The file's size in bytes, for a range that cannot be satisfied. */
  readonly size?: number;
  /** X-WOPI-SequenceNumber: the state that the file is in, where the client expected another. */
  readonly sequenceNumber?: string;
  /** X-WOPI-UploadSessionCurrentOffset: where the next bytes of an upload session belong. */
  readonly uploadSessionOffset?: number;
  /** Seconds after which the client may try again. */
  readonly retryAfterSeconds?: number;
}

/** A WOPI operation that was refused or failed: thrown anywhere, answered in one place. */
export class WopiError extends Error {
  override readonly name = 'WopiError';

  constructor(
    readonly code: WopiErrorCode,
    readonly detail: WopiErrorDetail = {},
    options?: ErrorOptions,
  ) {
    super(detail.reason ?? code, options);
  }

  /** 409: another lock is held, or none ('' as `currentLock`) where one was needed. */
  static lockMismatch(currentLock: string, reason?: string): WopiError {
    return new WopiError('lock_mismatch', reason === undefined ? { currentLock } : { currentLock, reason });
  }
}
