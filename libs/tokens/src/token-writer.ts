import { createHmac } from 'node:crypto';
import type { Resource } from './access-token.js';
import { AUDIENCE, type TokenPayload } from './access-token-verifier.js';
import type { SigningKey } from './key-ring.js';

/**
 * Writes access tokens, JWTs by HS256, that differ in nothing but their resource. What comes before it is encoded once, so a
 * list of thousands costs one HMAC each.
 */
export function tokenWriter(
  { keyId, secret }: SigningKey,
  payload: Omit<TokenPayload, 'knd' | 'rid'>,
  audience: string = AUDIENCE,
): (resource: Resource) => string {
  const header = base64url(JSON.stringify({ alg: 'HS256', typ: 'JWT', kid: keyId }));
  const shared = wholeGroups(JSON.stringify({ ...payload, aud: audience }).slice(1, -1));
  const beginning = `${header}.${base64url(shared)}`;
  return ({ kind, id }) => {
    const signed = beginning + base64url(`,"knd":"${kind}","rid":${JSON.stringify(id)}}`);
    return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
  };
}

/** The beginning of an object, with as many spaces as make its bytes end where base64url begins anew. */
function wholeGroups(members: string): string {
  const missing = (3 - ((Buffer.byteLength(members) + 1) % 3)) % 3;
  return `{${' '.repeat(missing)}${members}`;
}

const base64url = (text: string): string => Buffer.from(text).toString('base64url');
