import { createHmac, type KeyObject, timingSafeEqual } from 'node:crypto';
import type { Resource } from './access-token.js';
import type { SigningKey } from './key-ring.js';

/** What a derived token says of itself. Which resource it is for stands in the address beside it, and in its signature only. */
export interface DerivedToken {
  readonly keyId: string;
  readonly sessionId: string;
  readonly issuedAt: Date;
  readonly signed: Buffer;
  readonly signature: Buffer;
}

/** A resource of a tenant, as an address names it. */
export interface TokenTarget {
  readonly tenantId: string;
  readonly resource: Resource;
}

const KEY_ID_BYTES = 8;
const SESSION_END = KEY_ID_BYTES + 16;
const SIGNED_BYTES = SESSION_END + 6;
const SIGNATURE_BYTES = 16;
/** Both parts in their one canonical base64url spelling. A JWT has dots. */
const FORM = /^[A-Za-z0-9_-]{61}[AQgw]$/;
/** What is signed for a JWT never begins so. */
const PURPOSE = 'wopi-gateway derived token 1';

export const looksDerived = (token: string): boolean => FORM.test(token);

/** Reads a token that looks derived WITHOUT checking its signature. */
export function readDerivedToken(token: string): DerivedToken {
  const bytes = Buffer.from(token, 'base64url');
  return {
    keyId: bytes.toString('base64url', 0, KEY_ID_BYTES),
    sessionId: uuidOf(bytes.toString('hex', KEY_ID_BYTES, SESSION_END)),
    issuedAt: new Date(bytes.readUIntBE(SESSION_END, SIGNED_BYTES - SESSION_END)),
    signed: bytes.subarray(0, SIGNED_BYTES),
    signature: bytes.subarray(SIGNED_BYTES),
  };
}

/** Whether the key made the token for this very resource of this tenant. */
export function isDerivedFor(
  { signed, signature }: DerivedToken,
  key: KeyObject,
  target: TokenTarget,
): boolean {
  return timingSafeEqual(signatureOf(signed, key, target), signature);
}

/** Writes a session's tokens for further resources. They differ in their signature alone, since lists have thousands. */
export function derivedTokenWriter(
  { keyId, secret }: SigningKey,
  { tenantId, sessionId }: { readonly tenantId: string; readonly sessionId: string },
  issuedAt: Date,
): (resource: Resource) => string {
  const signed = Buffer.alloc(SIGNED_BYTES);
  signed.write(keyId, 'base64url');
  signed.write(sessionId.replaceAll('-', ''), KEY_ID_BYTES, 'hex');
  signed.writeUIntBE(issuedAt.getTime(), SESSION_END, SIGNED_BYTES - SESSION_END);
  const beginning = signed.toString('base64url');
  return (resource) => beginning + signatureOf(signed, secret, { tenantId, resource }).toString('base64url');
}

/** HMAC-SHA256, of which half is sent. */
function signatureOf(
  signed: Buffer,
  key: KeyObject,
  { tenantId, resource: { kind, id } }: TokenTarget,
): Buffer {
  return createHmac('sha256', key)
    .update(`${PURPOSE}\n${tenantId}\n${kind}\n${id}\n`)
    .update(signed)
    .digest()
    .subarray(0, SIGNATURE_BYTES);
}

const uuidOf = (hex: string): string => hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
