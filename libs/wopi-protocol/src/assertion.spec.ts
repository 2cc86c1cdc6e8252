import { createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { signAssertion, verifyAssertion } from './assertion.js';

const ec = (namedCurve = 'P-256') => generateKeyPairSync('ec', { namedCurve });
const [proxy, stranger] = [ec(), ec()];
const keys = new Map([['k1', proxy.publicKey]]);
const now = Date.UTC(2024, 1, 29, 12);
const request = { method: 'POST', target: '/wopi/files/abc?access_token=t' };
const assertion = signAssertion({ tenant: 'acme', ...request }, proxy.privateKey, 'k1', now);

const forge = (header: object, claims: object, key = proxy.privateKey) => {
  const signed = [header, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.');
  return `${signed}.${sign('sha256', Buffer.from(signed), { key, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`;
};
const part = (index: number): Record<string, unknown> =>
  JSON.parse(Buffer.from(assertion.split('.')[index] ?? '', 'base64url').toString());

describe('the assertion of the proxy', () => {
  it('names the tenant to whoever holds the public key', () => {
    expect(verifyAssertion(assertion, keys, request, now)).toEqual({ tenant: 'acme' });
  });

  it('holds neither target nor token', () => {
    expect(part(0)).toEqual({ alg: 'ES256', typ: 'JWT', kid: 'k1' });
    expect(part(1)).toEqual({
      tid: 'acme',
      mth: 'POST',
      tgt: 'Vl_0ahjeMNUubVPa0B_XvZcYMHKSWDgLU8Ya4Dfm0gY',
      iat: now / 1000,
      exp: now / 1000 + 60,
    });
  });

  it('is for one method and one target', () => {
    expect(verifyAssertion(assertion, keys, { ...request, method: 'GET' }, now)).toBeUndefined();
    expect(
      verifyAssertion(assertion, keys, { ...request, target: `${request.target}x` }, now),
    ).toBeUndefined();
  });

  it('lives 60 seconds, and 30 before its time', () => {
    const at = (seconds: number) => verifyAssertion(assertion, keys, request, now + seconds * 1000);
    expect(at(59)).toBeDefined();
    expect(at(60)).toBeUndefined();
    expect(at(-30)).toBeDefined();
    expect(at(-31)).toBeUndefined();
  });

  it.each<[string, string]>([
    ['nothing', ''],
    ['two parts', assertion.split('.').slice(0, 2).join('.')],
    ['four parts', `${assertion}.x`],
    ['a changed claim', assertion.replace(/\.(.)/, (_, c: string) => `.${c === 'e' ? 'f' : 'e'}`)],
    ['an empty signature', assertion.replace(/[^.]+$/, '')],
    ['a signature of zeros', assertion.replace(/[^.]+$/, 'A'.repeat(86))],
    [
      'a signature with loose last bits',
      assertion.replace(/.$/, (c) => String.fromCharCode(c.charCodeAt(0) + 1)),
    ],
    ['5 KB', forge(part(0), { ...part(1), tid: 'x'.repeat(5000) })],
    ['a foreign key', forge(part(0), part(1), stranger.privateKey)],
    ['an unknown key id', forge({ ...part(0), kid: 'k2' }, part(1))],
    ['no key id', forge({ alg: 'ES256', typ: 'JWT' }, part(1))],
    ['another alg', forge({ ...part(0), alg: 'none' }, part(1))],
    ['crit', forge({ ...part(0), crit: ['x'] }, part(1))],
    ['a long life', forge(part(0), { ...part(1), exp: now / 1000 + 3600 })],
    ['times as text', forge(part(0), { ...part(1), exp: String(now / 1000 + 60) })],
    ['no time', forge(part(0), { tid: 'acme', mth: 'POST', tgt: part(1)['tgt'] })],
    ['an empty tenant', forge(part(0), { ...part(1), tid: '' })],
    ['claims that are no object', forge(part(0), [])],
  ])('is refused with %s', (_, jws) => {
    expect(verifyAssertion(jws, keys, request, now)).toBeUndefined();
  });

  it('is refused when the published key is of another kind', () => {
    const rsa = createPublicKey(generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey);
    const koblitz = ec('secp256k1');
    const signed = forge(part(0), part(1), koblitz.privateKey);
    expect(verifyAssertion(signed, new Map([['k1', koblitz.publicKey]]), request, now)).toBeUndefined();
    expect(verifyAssertion(assertion, new Map([['k1', rsa]]), request, now)).toBeUndefined();
    expect(
      verifyAssertion(assertion, new Map([['k1', ec('P-384').publicKey]]), request, now),
    ).toBeUndefined();
  });
});
