import { createHash, sign, verify, type KeyObject } from 'node:crypto';

/**
 * What a proxy in mode "attested" tells the instance in place of the client's proof: a compact JWS, ES256, with
 * the claims tid (tenant), mth (method), tgt (base64url SHA-256 of path and query), iat and exp (seconds).
 */

/** The header that carries the assertion. */
export const ASSERTION_HEADER = 'WOPI-Proxy-Assertion';

/** What an assertion vouches for. */
export interface ProxyAssertion {
  readonly tenant: string;
  readonly method: string;
  /** Raw path and query as the instance gets them. */
  readonly target: string;
  /** Seconds since 1970. */
  readonly issuedAt: number;
}

const LIFETIME_SECONDS = 60;
const CLOCK_SKEW_SECONDS = 30;
const MAX_LENGTH = 4096;
const COMPACT = /^([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]{86})$/;

/**
 * Signs for one request. `key` is a private P-256 key, `keyId` its name in the published key set, `now` ms since
 * 1970.
 */
export function signAssertion(
  assertion: Omit<ProxyAssertion, 'issuedAt'>,
  key: KeyObject,
  keyId: string,
  now: number = Date.now(),
): string {
  const iat = Math.floor(now / 1000);
  const header = encode({ alg: 'ES256', typ: 'JWT', kid: keyId });
  const claims = encode({
    tid: assertion.tenant,
    mth: assertion.method,
    tgt: targetHash(assertion.target),
    iat,
    exp: iat + LIFETIME_SECONDS,
  });
  const signed = `${header}.${claims}`;
  const signature = sign('sha256', Buffer.from(signed), { key, dsaEncoding: 'ieee-p1363' });
  return `${signed}.${signature.toString('base64url')}`;
}

/**
 * The tenant that the proxy vouches for, or undefined: unknown key, wrong signature, another method or target, older than
 * its 60 seconds, or more than 30 seconds ahead of `now` (ms since 1970). `keys`: key id to public P-256 key.
 */
export function verifyAssertion(
  jws: string,
  keys: ReadonlyMap<string, KeyObject>,
  request: { readonly method: string; readonly target: string },
  now: number = Date.now(),
): { tenant: string } | undefined {
  const parts = jws.length <= MAX_LENGTH ? COMPACT.exec(jws) : null;
  if (!parts) return undefined;
  const [, header = '', claims = '', signature = ''] = parts;
  const { alg, typ, kid, crit } = decode(header);
  const key = typeof kid === 'string' ? keys.get(kid) : undefined;
  if (alg !== 'ES256' || typ !== 'JWT' || crit !== undefined || !isP256(key)) return undefined;
  const bytes = Buffer.from(signature, 'base64url');
  if (bytes.toString('base64url') !== signature) return undefined;
  const signed = Buffer.from(`${header}.${claims}`);
  if (!verify('sha256', signed, { key, dsaEncoding: 'ieee-p1363' }, bytes)) return undefined;

  const { tid, mth, tgt, iat, exp } = decode(claims);
  const seconds = now / 1000;
  const inTime =
    typeof iat === 'number' &&
    typeof exp === 'number' &&
    iat <= seconds + CLOCK_SKEW_SECONDS &&
    seconds < exp &&
    exp - iat <= LIFETIME_SECONDS;
  const sameRequest = mth === request.method && tgt === targetHash(request.target);
  return inTime && sameRequest && typeof tid === 'string' && tid !== '' ? { tenant: tid } : undefined;
}

function isP256(key: KeyObject | undefined): key is KeyObject {
  return key?.asymmetricKeyDetails?.namedCurve === 'prime256v1';
}

function targetHash(target: string): string {
  return createHash('sha256').update(target).digest('base64url');
}

function encode(members: object): string {
  return Buffer.from(JSON.stringify(members)).toString('base64url');
}

function decode(part: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString());
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
