import { type WopiError, toWopiResponse } from '#wopi-protocol';

/** Why content that was sent to be saved did not become a version. */
export type RecoveryReason =
  'lock_lost' | 'locked_by_other' | 'document_changed' | 'file_deleted' | 'session_ended' | 'quota';

/** The session that tried to save, as its token names it. */
export interface SavingSession {
  readonly tenantId: string;
  readonly sessionId: string;
  /** The file that the session has open. */
  readonly fileId: string;
  readonly userId: string;
  readonly client: string;
}

/** A save that was refused. */
export interface RefusedSave {
  readonly session: SavingSession;
  readonly reason: RecoveryReason;
  /** HTTP status of the answer. */
  readonly status: number;
}

/** A save in the recovery bin, as lists show it. */
export interface RecoveredSave {
  readonly id: string;
  readonly fileId: string;
  readonly fileName: string;
  readonly fileDeleted: boolean;
  readonly ownerName: string;
  readonly authorName: string;
  readonly client: string;
  readonly reason: RecoveryReason;
  /** Bytes. */
  readonly size: number;
  /** Of the content, in hexadecimal digits. */
  readonly sha256: string;
  readonly createdAt: Date;
}

/** Undefined for a refusal that says nothing of the content's worth: a malformed request, a name that is taken, a full disk. */
export function refusedSave(session: SavingSession, error: WopiError): RefusedSave | undefined {
  const reason = reasonOf(error);
  return reason && { session, reason, status: toWopiResponse(error).status };
}

function reasonOf({ code, detail }: WopiError): RecoveryReason | undefined {
  const held = Boolean(detail.currentLock) || detail.lockedByOtherInterface === true;
  switch (code) {
    case 'lock_mismatch':
      return held ? 'locked_by_other' : 'lock_lost';
    case 'name_conflict':
      return held ? 'locked_by_other' : undefined;
    case 'document_changed':
    case 'coherency_failure':
      return 'document_changed';
    case 'file_not_found':
      return 'file_deleted';
    case 'invalid_token':
      return 'session_ended';
    case 'quota_exceeded':
      return 'quota';
    default:
      return undefined;
  }
}
