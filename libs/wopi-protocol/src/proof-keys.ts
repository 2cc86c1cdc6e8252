import { createPublicKey, type KeyObject } from 'node:crypto';
import { DiscoveryError, type DiscoveryProofKey } from './discovery.js';

/** The client's public proof keys, made once and kept: building a KeyObject costs more than a check. */
export interface ProofKeySet {
  readonly current: KeyObject;
  readonly old?: KeyObject;
}

const MIN_BITS = 2048;
const MAX_BITS = 8192;
const MAX_EXPONENT_BYTES = 4;

/**
 * CAPI PUBLICKEYBLOB: type 6, version 2, CALG_RSA_KEYX, "RSA1"; then bit length, exponent and modulus,
 * little-endian.
 */
const BLOB_HEAD = Buffer.from('0602000000a4000052534131', 'hex');
const BLOB_SIGN_HEAD = Buffer.from('060200000024000052534131', 'hex');

/**
 * The keys of a discovery, from modulus and exponent, or from the CAPI blob where these are missing. Without any
 * old value the set has no old key. Throws {@link DiscoveryError} for a key that is missing, not base64, not 2,048
 * to 8,192 bits long or whose exponent is even, 1 or over 32 bits.
 */
export function proofKeySet(key: DiscoveryProofKey): ProofKeySet {
  const current = publicKey(key.modulus, key.exponent, key.value);
  if (!current) throw new DiscoveryError('The discovery has no current proof key.');
  const old = publicKey(key.oldmodulus, key.oldexponent, key.oldvalue);
  return old ? { current, old } : { current };
}

/** The proof-key element that publishes these two keys (public or private ones; only public parts are shown). */
export function discoveryProofKey(current: KeyObject, old: KeyObject): DiscoveryProofKey {
  const now = publicNumbers(current);
  const before = publicNumbers(old);
  return {
    value: capiBlob(now).toString('base64'),
    modulus: now.modulus.toString('base64'),
    exponent: now.exponent.toString('base64'),
    oldvalue: capiBlob(before).toString('base64'),
    oldmodulus: before.modulus.toString('base64'),
    oldexponent: before.exponent.toString('base64'),
  };
}

interface RsaNumbers {
  readonly modulus: Buffer;
  readonly exponent: Buffer;
}

function publicKey(modulus: string, exponent: string, blob: string): KeyObject | undefined {
  if (modulus === '' && exponent === '' && blob === '') return undefined;
  const numbers =
    modulus === '' || exponent === ''
      ? fromCapiBlob(base64(blob))
      : { modulus: withoutLeadingZeros(base64(modulus)), exponent: withoutLeadingZeros(base64(exponent)) };
  assertStrong(numbers);
  return createPublicKey({
    key: { kty: 'RSA', n: numbers.modulus.toString('base64url'), e: numbers.exponent.toString('base64url') },
    format: 'jwk',
  });
}

function assertStrong({ modulus, exponent }: RsaNumbers): void {
  const bits = modulus.length === 0 ? 0 : modulus.length * 8 - Math.clz32(modulus.readUInt8(0)) + 24;
  if (bits < MIN_BITS || bits > MAX_BITS || modulus.readUInt8(modulus.length - 1) % 2 === 0) {
    throw new DiscoveryError(
      `A proof key must be an RSA key of ${MIN_BITS} to ${MAX_BITS} bits; one has ${bits}.`,
    );
  }
  const e =
    exponent.length === 0 || exponent.length > MAX_EXPONENT_BYTES
      ? 0
      : exponent.readUIntBE(0, exponent.length);
  if (e < 3 || e % 2 === 0) {
    throw new DiscoveryError('A proof key has a public exponent that is not an odd number from 3 to 2^32.');
  }
}

function fromCapiBlob(blob: Buffer): RsaNumbers {
  const head = blob.subarray(0, 12);
  const known = head.equals(BLOB_HEAD) || head.equals(BLOB_SIGN_HEAD);
  if (!known || blob.length < 20 || blob.length !== 20 + blob.readUInt32LE(12) / 8) {
    throw new DiscoveryError('A proof key is not a CAPI public key blob.');
  }
  return {
    exponent: withoutLeadingZeros(Buffer.from(blob.subarray(16, 20)).reverse()),
    modulus: withoutLeadingZeros(Buffer.from(blob.subarray(20)).reverse()),
  };
}

function capiBlob({ modulus, exponent }: RsaNumbers): Buffer {
  const sizes = Buffer.alloc(8);
  sizes.writeUInt32LE(modulus.length * 8, 0);
  sizes.writeUInt32LE(exponent.readUIntBE(0, exponent.length), 4);
  return Buffer.concat([BLOB_HEAD, sizes, Buffer.from(modulus).reverse()]);
}

function publicNumbers(key: KeyObject): RsaNumbers {
  const { kty, n, e } = (key.type === 'private' ? createPublicKey(key) : key).export({ format: 'jwk' });
  if (kty !== 'RSA' || !n || !e) throw new DiscoveryError('A proof key must be an RSA key.');
  return { modulus: Buffer.from(n, 'base64url'), exponent: Buffer.from(e, 'base64url') };
}

function base64(text: string): Buffer {
  const bytes = Buffer.from(text, 'base64');
  if (bytes.toString('base64') !== text) throw new DiscoveryError('A proof key is not base64.');
  return bytes;
}

function withoutLeadingZeros(number: Buffer): Buffer {
  let start = 0;
  while (start < number.length && number[start] === 0) start += 1;
  return number.subarray(start);
}
