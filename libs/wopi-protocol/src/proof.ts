import { sign, verify, type KeyObject } from 'node:crypto';
import type { ProofKeySet } from './proof-keys.js';
import { WopiHeader } from './wopi-header.js';

/** The three headers of a signed request, as received. */
export interface ProofHeaders {
  /** X-WOPI-Proof: base64, made with the current key. */
  readonly proof?: string;
  /** X-WOPI-ProofOld: base64, made with the old key. */
  readonly proofOld?: string;
  /** X-WOPI-TimeStamp: .NET ticks (100 ns since the year 1), decimal. */
  readonly timestamp?: string;
}

/**
 * Which pair matched, or why none was tried or did. 'old-key' means: fetch the discovery again, the client
 * rotated.
 */
export type ProofVerdict =
  | { readonly ok: true; readonly matched: 'current' | 'old-proof' | 'old-key' }
  | { readonly ok: false; readonly reason: 'missing' | 'malformed' | 'expired' | 'future' | 'signature' };

const TICKS_AT_1970 = 621_355_968_000_000_000n;
const TICKS_PER_MS = 10_000n;
const MAX_AGE_MS = 20 * 60_000;
const MAX_AHEAD_MS = 5 * 60_000;

const TICKS = /^[1-9]\d{16,18}$/;
/** Looked for, since matching all of it would keep every step for a way back. */
const NOT_BASE64 = /[^A-Za-z0-9+/=]|^=|=(?!=?$)/;

/**
 * Checks that a request was signed by the client whose keys these are (page "Verifying that requests originate
 * from Microsoft 365 for the web by using proof keys"): Proof with the current key, ProofOld with the current key,
 * Proof with the old key, never ProofOld with the old key. `url` is absolute, as the client called it.
 * `accessToken` is the token as it stands percent-encoded in that URL; each pair is tried with it as it stands,
 * then decoded if that differs. The timestamp may be 20 minutes old and 5 minutes ahead of `now` (ms since 1970).
 */
export function verifyProof(
  request: { readonly url: string; readonly accessToken: string; readonly headers: ProofHeaders },
  keys: ProofKeySet,
  now: number = Date.now(),
): ProofVerdict {
  const { proof, proofOld, timestamp } = request.headers;
  if (!proof || !timestamp) return { ok: false, reason: 'missing' };
  if (!TICKS.test(timestamp) || NOT_BASE64.test(proof) || (proofOld && NOT_BASE64.test(proofOld))) {
    return { ok: false, reason: 'malformed' };
  }
  const ticks = BigInt(timestamp);
  const age = now - Number((ticks - TICKS_AT_1970) / TICKS_PER_MS);
  if (age > MAX_AGE_MS) return { ok: false, reason: 'expired' };
  if (age < -MAX_AHEAD_MS) return { ok: false, reason: 'future' };

  const data = signedBytes(request.accessToken, request.url.toUpperCase(), ticks);
  const decoded = decodeToken(request.accessToken);
  let decodedData: Buffer | undefined;
  const matches = (signature: Buffer, key: KeyObject): boolean => {
    if (verify('sha256', data, key, signature)) return true;
    if (decoded === request.accessToken) return false;
    decodedData ??= signedBytes(decoded, request.url.toUpperCase(), ticks);
    return verify('sha256', decodedData, key, signature);
  };

  const signature = Buffer.from(proof, 'base64');
  if (matches(signature, keys.current)) return { ok: true, matched: 'current' };
  if (proofOld && matches(Buffer.from(proofOld, 'base64'), keys.current))
    return { ok: true, matched: 'old-proof' };
  if (keys.old && matches(signature, keys.old)) return { ok: true, matched: 'old-key' };
  return { ok: false, reason: 'signature' };
}

/**
 * The proof headers of a request that is about to be sent. `keys` are private; without an old key both proofs are made
 * with the current one. `url` is absolute and holds `accessToken` just as it is given here. `now` in ms since 1970.
 */
export function signProof(
  request: UnsignedRequest,
  { current, old }: SigningPair,
  now: number = Date.now(),
): SignedHeaders {
  const ticks = ticksAt(now);
  const data = signedBytes(request.accessToken, request.url.toUpperCase(), ticks);
  const proof = sign('sha256', data, current);
  return signedHeaders(ticks, proof, old ? sign('sha256', data, old) : proof);
}

/** As {@link signProof}, with the keys at work on other threads. */
export async function signProofOffThread(
  request: UnsignedRequest,
  { current, old }: SigningPair,
  now: number = Date.now(),
): Promise<SignedHeaders> {
  const ticks = ticksAt(now);
  const data = signedBytes(request.accessToken, request.url.toUpperCase(), ticks);
  const [proof, proofOld] = await Promise.all(
    [current, ...(old ? [old] : [])].map((key) => signOffThread(data, key)),
  );
  return signedHeaders(ticks, proof!, proofOld ?? proof!);
}

interface UnsignedRequest {
  readonly url: string;
  readonly accessToken: string;
}

interface SigningPair {
  readonly current: KeyObject;
  readonly old?: KeyObject;
}

type SignedHeaders = Record<'X-WOPI-Proof' | 'X-WOPI-ProofOld' | 'X-WOPI-TimeStamp', string>;

const signOffThread = (data: Buffer, key: KeyObject): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    sign('sha256', data, key, (error, signature) => (error ? reject(error) : resolve(signature)));
  });

const ticksAt = (now: number): bigint => BigInt(Math.trunc(now)) * TICKS_PER_MS + TICKS_AT_1970;

const signedHeaders = (ticks: bigint, proof: Buffer, proofOld: Buffer): SignedHeaders => ({
  [WopiHeader.Proof]: proof.toString('base64'),
  [WopiHeader.ProofOld]: proofOld.toString('base64'),
  [WopiHeader.TimeStamp]: ticks.toString(),
});

/** Token, URL as it is given here and ticks, each after its length in bytes; all numbers big-endian; one allocation. */
export function signedBytes(token: string, upperUrl: string, ticks: bigint): Buffer {
  const tokenLength = Buffer.byteLength(token);
  const urlLength = Buffer.byteLength(upperUrl);
  const data = Buffer.allocUnsafe(tokenLength + urlLength + 20);
  let at = data.writeUInt32BE(tokenLength, 0);
  at += data.write(token, at);
  at = data.writeUInt32BE(urlLength, at);
  at += data.write(upperUrl, at);
  at = data.writeUInt32BE(8, at);
  data.writeBigInt64BE(ticks, at);
  return data;
}

/** The same token where it cannot be decoded. */
export function decodeToken(token: string): string {
  if (!token.includes('%')) return token;
  try {
    return decodeURIComponent(token);
  } catch {
    return token;
  }
}
