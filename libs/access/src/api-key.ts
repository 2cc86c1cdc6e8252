import { createHash, randomBytes } from 'node:crypto';
import type { Permission } from './permission.js';
import type { Role } from './role.js';

/** An API key as it is shown: the secret is known to its holder alone. */
export interface ApiKey {
  readonly id: string;
  readonly name: string;
  /** What the key begins with, after `wgk_`: enough to recognise it. */
  readonly prefix: string;
  readonly role: Role;
  /** What it is limited to within its role; undefined for all of the role. */
  readonly permissions: readonly Permission[] | undefined;
  /** The one tenant it is good for; undefined for all. */
  readonly tenantId: string | undefined;
  /** The person whose key it is; it ends with the account. */
  readonly userId: string | undefined;
  readonly createdAt: Date;
  readonly expiresAt: Date | undefined;
  /** To the minute. */
  readonly lastUsedAt: Date | undefined;
  readonly revokedAt: Date | undefined;
}

/** `wgk_`, 12 hexadecimal digits that find the row, 256 random bits that prove it. */
const FORM = /^wgk_([0-9a-f]{12})_([A-Za-z0-9_-]{43})$/;

/** A key as it was made: `text` is shown once. */
export interface KeySecret {
  readonly text: string;
  readonly prefix: string;
  readonly sha256: Buffer;
}

export function makeKeySecret(): KeySecret {
  const prefix = randomBytes(6).toString('hex');
  const secret = randomBytes(32).toString('base64url');
  return { text: `wgk_${prefix}_${secret}`, prefix, sha256: digest(secret) };
}

/** Undefined for what cannot be a key of ours. */
export function readKeySecret(text: string): Pick<KeySecret, 'prefix' | 'sha256'> | undefined {
  const match = FORM.exec(text);
  return match ? { prefix: match[1]!, sha256: digest(match[2]!) } : undefined;
}

/** Of 256 random bits, so that a fast hash is enough. */
const digest = (secret: string) => createHash('sha256').update(secret).digest();
