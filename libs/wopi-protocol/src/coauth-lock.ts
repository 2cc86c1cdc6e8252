import { WopiError } from './wopi-error.js';

/** Locks that several clients hold together (pages plus/coauthoring/…). */

declare const coauthLockId: unique symbol;

/** A checked id of a coauth lock: 1 to 1,024 characters 0x20…0x7e, opaque, compared byte for byte. */
export type CoauthLockId = string & { readonly [coauthLockId]: true };

/** `CoauthExclusive` is held by at most one client; while it is, only that client may change the file. */
export type CoauthLockType = 'Coauth' | 'CoauthExclusive';

const ID_MAX_LENGTH = 1024;
const METADATA_MAX_BYTES = 4 * 1024;
const SHORTEST_SECONDS = 60;
const LONGEST_SECONDS = 3600;

const VISIBLE_ASCII = /^[\x20-\x7e]+$/;

/** Checks the value of X-WOPI-CoauthLockId. @throws WopiError `invalid_header` when it is absent, too long or not ASCII */
export function parseCoauthLockId(raw: string | undefined): CoauthLockId {
  if (raw === undefined || raw.length > ID_MAX_LENGTH || !VISIBLE_ASCII.test(raw)) {
    throw invalid(`X-WOPI-CoauthLockId must have 1 to ${ID_MAX_LENGTH} characters of visible ASCII.`);
  }
  return raw as CoauthLockId;
}

/** Checks the value of X-WOPI-CoauthLockType; `None` is reserved. @throws WopiError `invalid_header` */
export function parseCoauthLockType(raw: string | undefined): CoauthLockType {
  if (raw === 'Coauth' || raw === 'CoauthExclusive') return raw;
  throw invalid('X-WOPI-CoauthLockType must be Coauth or CoauthExclusive.');
}

/**
 * Checks a client's own timeout, in seconds: X-WOPI-CoauthLockExpirationTimeout, or X-WOPI-LockExpirationTimeout of a WOPI
 * lock (page plus/coauthoring/wopi-locks). @throws WopiError `invalid_header` when it is absent or not 60 to 3,600
 */
export function parseExpirationTimeout(raw: string | undefined): number {
  const seconds = raw !== undefined && /^\d{1,5}$/.test(raw) ? Number(raw) : NaN;
  if (seconds >= SHORTEST_SECONDS && seconds <= LONGEST_SECONDS) return seconds;
  throw invalid(`The expiration timeout must be ${SHORTEST_SECONDS} to ${LONGEST_SECONDS} seconds.`);
}

/** Checks what a client attaches to its lock: any text of at most 4 KiB. @throws WopiError `invalid_header` */
export function checkCoauthLockMetadata(text: string): string {
  if (Buffer.byteLength(text) > METADATA_MAX_BYTES)
    throw invalid(`CoauthLockMetadata must have at most ${METADATA_MAX_BYTES} bytes.`);
  if (text.includes('\0') || !text.isWellFormed()) throw invalid('CoauthLockMetadata is not text.');
  return text;
}

/** What the body of GetCoauthLock or RefreshCoauthLock says of the metadata; undefined when it says nothing. @throws WopiError `invalid_header` */
export function coauthLockMetadataIn(body: string): string | undefined {
  if (body.trim() === '') return undefined;
  const json = parseJson(body);
  if (typeof json !== 'object' || json === null || Array.isArray(json))
    throw invalid('The body must be a JSON object.');
  const value = (json as { CoauthLockMetadata?: unknown }).CoauthLockMetadata;
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string') throw invalid('CoauthLockMetadata must be a string.');
  return value;
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw invalid('The body must be a JSON object.');
  }
}

function invalid(reason: string): WopiError {
  return new WopiError('invalid_header', { reason });
}
