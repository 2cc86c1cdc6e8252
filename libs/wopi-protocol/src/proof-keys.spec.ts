import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { DiscoveryError, type DiscoveryProofKey } from './discovery.js';
import { discoveryProofKey, proofKeySet } from './proof-keys.js';
import vectors from './proof-vectors.json' with { type: 'json' };

const published: DiscoveryProofKey = vectors.discovery;
const rsa = (modulusLength: number, publicExponent = 65_537) =>
  generateKeyPairSync('rsa', { modulusLength, publicExponent }).publicKey;

describe('proofKeySet', () => {
  it('makes the same keys of modulus and exponent as of the CAPI blobs', () => {
    const byNumbers = proofKeySet({ ...published, value: '', oldvalue: '' });
    const byBlob = proofKeySet({ ...published, modulus: '', oldexponent: '' });
    expect(byNumbers.current.equals(byBlob.current)).toBe(true);
    expect(byBlob.old && byNumbers.old?.equals(byBlob.old)).toBe(true);
    expect(byNumbers.old?.equals(byNumbers.current)).toBe(false);
  });

  it('takes a modulus that starts with a zero byte', () => {
    const modulus = Buffer.concat([Buffer.from([0]), Buffer.from(published.modulus, 'base64')]).toString(
      'base64',
    );
    expect(proofKeySet({ ...published, modulus }).current.equals(proofKeySet(published).current)).toBe(true);
  });

  it('has no old key when the discovery has none', () => {
    expect(proofKeySet({ ...published, oldvalue: '', oldmodulus: '', oldexponent: '' }).old).toBeUndefined();
  });

  // Making a key of 4,096 bits takes seconds on a busy machine.
  it('takes exponent 3 and 4,096 bits', { timeout: 60_000 }, () => {
    const key = discoveryProofKey(rsa(2048, 3), rsa(4096));
    expect(proofKeySet(key).current.asymmetricKeyDetails?.publicExponent).toBe(3n);
    expect(proofKeySet(key).old?.asymmetricKeyDetails?.modulusLength).toBe(4096);
  });

  const oddBytes = (length: number) => Buffer.alloc(length, 0xff).toString('base64');
  it.each<[string, Partial<DiscoveryProofKey>, RegExp]>([
    ['no current key', { value: '', modulus: '', exponent: '' }, /no current proof key/],
    [
      '2,047 bits',
      { modulus: Buffer.concat([Buffer.from([0x7f]), Buffer.alloc(255, 0xff)]).toString('base64') },
      /has 2047/,
    ],
    ['512 bits', { modulus: oddBytes(64) }, /has 512/],
    ['9,000 bits', { modulus: oddBytes(1125) }, /has 9000/],
    ['a modulus of zeros', { modulus: Buffer.alloc(256).toString('base64') }, /has 0/],
    ['an even modulus', { modulus: Buffer.alloc(256, 0xfe).toString('base64') }, /RSA key/],
    ['exponent 1', { exponent: 'AQ==' }, /exponent/],
    ['an even exponent', { exponent: 'AQAA' }, /exponent/],
    ['exponent 0', { exponent: 'AA==' }, /exponent/],
    ['an exponent of 5 bytes', { exponent: 'AQAAAAE=' }, /exponent/],
    ['a modulus that is not base64', { modulus: 'not base64!' }, /not base64/],
    ['a weak old key', { oldmodulus: oddBytes(128) }, /has 1024/],
    ['a short blob', { modulus: '', value: published.value.slice(0, 40) }, /CAPI/],
    ['a blob of another kind', { modulus: '', value: `AAAA${published.value.slice(4)}` }, /CAPI/],
    ['only an exponent', { modulus: '', value: '' }, /CAPI/],
  ])('refuses %s', (_, change, message) => {
    const attempt = () => proofKeySet({ ...published, ...change });
    expect(attempt).toThrow(DiscoveryError);
    expect(attempt).toThrow(message);
  });
});

describe('discoveryProofKey', () => {
  it('writes the published keys as their client does, to the byte', () => {
    const { current, old } = proofKeySet(published);
    expect(old && discoveryProofKey(current, old)).toEqual(published);
  });

  it('publishes no private part', () => {
    const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    expect(discoveryProofKey(privateKey, privateKey)).toEqual(discoveryProofKey(publicKey, publicKey));
  });

  it('refuses a key that is not RSA', () => {
    const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    expect(() => discoveryProofKey(publicKey, publicKey)).toThrow(DiscoveryError);
  });
});
