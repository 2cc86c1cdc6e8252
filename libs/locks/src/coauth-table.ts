import { createHash } from 'node:crypto';
import type { CoauthLock } from './lock.js';

/** The answer of GetCoauthTable and of what changes the table (page plus/coauthoring/get-coauth-table). */
export interface CoauthTable {
  /** X-WOPI-CoauthTableVersion */
  readonly version: string;
  readonly body: { readonly CoauthTable: readonly CoauthTableEntry[] };
}

export interface CoauthTableEntry {
  readonly CoauthLockId: string;
  readonly CoauthLockMetadata: string;
  readonly CoauthLockType: string;
  readonly UserFriendlyName: string;
  /** Milliseconds since 1970. */
  readonly CoauthLockTime: number;
}

/**
 * The version is the hash of what is answered: it changes exactly when a property of a row does, be it by a request or by an
 * expiry, and a client that comes back to a table it knows need not read it again.
 */
export function coauthTableOf(locks: readonly CoauthLock[]): CoauthTable {
  const entries = locks.map(({ id, metadata, type, userName, acquiredAt }) => ({
    CoauthLockId: id,
    CoauthLockMetadata: metadata,
    CoauthLockType: type,
    UserFriendlyName: userName,
    CoauthLockTime: acquiredAt,
  }));
  const body = { CoauthTable: entries };
  const version = createHash('sha256').update(JSON.stringify(body)).digest('base64url').slice(0, 22);
  return { version, body };
}
