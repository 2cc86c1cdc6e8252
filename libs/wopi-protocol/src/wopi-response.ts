import { DOCUMENT_CHANGED } from './cool-header.js';
import { encodeUtf7 } from './utf7.js';
import type { WopiError, WopiErrorCode, WopiErrorDetail } from './wopi-error.js';
import { WopiHeader } from './wopi-header.js';

const STATUS: Readonly<Record<WopiErrorCode, number>> = {
  invalid_token: 401,
  proof_failed: 500,
  file_not_found: 404,
  not_permitted: 401,
  lock_mismatch: 409,
  name_conflict: 409,
  document_changed: 409,
  invalid_lock_id: 400,
  invalid_header: 400,
  invalid_name: 400,
  invalid_container_name: 400,
  container_not_empty: 409,
  too_large_for_client: 412,
  body_too_large: 413,
  body_mismatch: 400,
  invalid_body: 400,
  coherency_failure: 412,
  upload_session_gone: 410,
  range_not_satisfiable: 416,
  not_implemented: 501,
  busy: 503,
  throttled: 429,
  upstream_unreachable: 500,
  storage_full: 507,
  // The only status of PutFile that speaks of room.
  quota_exceeded: 413,
  server_error: 500,
};

/** Codes whose reason goes into X-WOPI-FailureReason, which is for logs alone (pages plus/coauthoring/…). */
const EXPLAINED: ReadonlySet<WopiErrorCode> = new Set([
  'invalid_lock_id',
  'invalid_header',
  'invalid_body',
  'lock_mismatch',
  'coherency_failure',
  'upload_session_gone',
]);

const REASON_MAX_LENGTH = 256;
const DEFAULT_RETRY_SECONDS = 5;

/** The answer to a refused operation. */
export interface WopiRefusal {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** JSON; without it the body is empty. */
  readonly json?: object;
}

/**
 * Status and headers of the answer to a refused operation; the body stays empty, but for a client that looks into it.
 * A conflict always carries X-WOPI-Lock: '' means "not locked", or that coauth locks hold the file, which have no id that a
 * WOPI lock could have; it must reach the client as an empty header.
 * Header values are ASCII on one line, names in UTF-7.
 */
export function toWopiResponse(error: WopiError): WopiRefusal {
  const { code, detail } = error;
  const status = STATUS[code];
  const headers: Record<string, string> = {};
  const reason = detail.reason === undefined ? undefined : headerText(detail.reason);

  if (status === 409) Object.assign(headers, conflictHeaders(detail, reason));
  if (reason && EXPLAINED.has(code)) headers[WopiHeader.FailureReason] = reason;
  const invalid = code === 'invalid_name' || code === 'invalid_container_name';
  if (invalid) headers[WopiHeader.InvalidFileNameError] = reason ?? 'The name is not allowed.';
  // The page of RenameContainer has a name of its own for the same header.
  if (code === 'invalid_container_name')
    headers[WopiHeader.InvalidContainerNameError] = headers[WopiHeader.InvalidFileNameError]!;
  if ((invalid || code === 'name_conflict') && detail.validTarget !== undefined) {
    headers[WopiHeader.ValidRelativeTarget] = encodeUtf7(detail.validTarget);
  }
  if (code === 'range_not_satisfiable' && detail.size !== undefined) {
    headers['Content-Range'] = `bytes */${detail.size}`;
  }
  if (detail.sequenceNumber !== undefined) headers[WopiHeader.SequenceNumber] = detail.sequenceNumber;
  if (detail.uploadSessionOffset !== undefined)
    headers[WopiHeader.UploadSessionCurrentOffset] = String(detail.uploadSessionOffset);
  if (code === 'busy' || code === 'throttled')
    headers['Retry-After'] = String(wholeSeconds(detail.retryAfterSeconds));
  if (status === 500 || status === 507) headers[WopiHeader.ServerError] = reason ?? code;
  if (code !== 'document_changed' || detail.spelling === undefined) return { status, headers };
  return { status, headers, json: { [`${detail.spelling}StatusCode`]: DOCUMENT_CHANGED } };
}

function conflictHeaders(detail: WopiErrorDetail, reason: string | undefined): Record<string, string> {
  const { currentLock = '', lockedByOtherInterface, conflictingMechanism, lockUserName } = detail;
  return {
    [WopiHeader.Lock]: currentLock,
    ...(lockedByOtherInterface && { [WopiHeader.LockedByOtherInterface]: 'true' }),
    ...(reason && { [WopiHeader.LockFailureReason]: reason }),
    ...(conflictingMechanism && { [WopiHeader.ConflictingMechanism]: conflictingMechanism }),
    ...(lockUserName && { [WopiHeader.ConflictingLockUsername]: encodeUtf7(oneLine(lockUserName)) }),
  };
}

const oneLine = (text: string): string => text.replace(/\p{Cc}+/gu, ' ');

/** One line of visible ASCII, whatever was put in. */
function headerText(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, '?').slice(0, REASON_MAX_LENGTH);
}

function wholeSeconds(seconds = DEFAULT_RETRY_SECONDS): number {
  return Math.max(1, Math.ceil(seconds));
}
