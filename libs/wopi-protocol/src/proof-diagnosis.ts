import { type KeyObject, verify } from 'node:crypto';
import { decodeToken, type ProofHeaders, signedBytes } from './proof.js';
import { type AddressForm, addressForms } from './proof-forms.js';
import type { ProofKeySet } from './proof-keys.js';

/** Why a signature did not fit: what was signed instead, or which keys did sign. */
export interface SignatureDiagnosis {
  /** `stale keys`: both proofs are older than the keys at hand; `no token`: signed as if the call had none. */
  readonly cause: AddressForm | 'stale keys' | 'no token';
  /** The key that did fit. */
  readonly key: 'current' | 'old';
  /** As it was signed, with whatever token it holds. */
  readonly signedUrl: string;
}

/** A call whose proof was refused for its signature. */
export interface RefusedCall {
  readonly url: string;
  /** As it stands in `url`. */
  readonly accessToken: string;
  readonly headers: ProofHeaders;
}

/**
 * Looks for what a refused proof would have fitted. Costs some dozens of signature checks: not for every refusal.
 * `elsewhere`: addresses that the call may have been signed for. Undefined: signed by another key, or for something else altogether.
 */
export function diagnoseSignature(
  { url, accessToken, headers }: RefusedCall,
  keys: ProofKeySet,
  elsewhere: readonly string[],
): SignatureDiagnosis | undefined {
  const { proof = '', proofOld, timestamp = '0' } = headers;
  const pairs: [string, KeyObject, 'current' | 'old'][] = [[proof, keys.current, 'current']];
  if (proofOld) pairs.push([proofOld, keys.current, 'current']);
  if (keys.old) pairs.push([proof, keys.old, 'old']);
  const ticks = BigInt(timestamp);
  const matched = (token: string, signedUrl: string, tried: typeof pairs) =>
    tried.find(([signature, key]) =>
      verify('sha256', signedBytes(token, signedUrl, ticks), key, Buffer.from(signature, 'base64')),
    )?.[2];
  const asSigned = url.toUpperCase();
  const tokens = new Set([accessToken, decodeToken(accessToken)]);
  for (const token of tokens) {
    if (proofOld && keys.old && matched(token, asSigned, [[proofOld, keys.old, 'old']]))
      return { cause: 'stale keys', key: 'old', signedUrl: url };
    for (const { form, signed } of addressForms(url, elsewhere)) {
      const key = matched(token, signed, pairs);
      if (key) return { cause: form, key, signedUrl: signed };
    }
  }
  const key = matched('', asSigned, pairs);
  return key && { cause: 'no token', key, signedUrl: url };
}
