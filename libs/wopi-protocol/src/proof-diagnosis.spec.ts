import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { diagnoseSignature } from './proof-diagnosis.js';
import { signProof } from './proof.js';

const rsaKey = () => generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
const keys = { current: rsaKey(), old: rsaKey() };
const stranger = rsaKey();
const accessToken = 'a%2Bb.c';
const query = `?access_token=${accessToken}&x=%41`;
const path = '/wopi/files/abc.def.ghi';
const url = `https://proxy.example${path}${query}`;
const instance = `https://cloud.example/index.php/apps/wopi/files/1${query}`;

function diagnosed(
  signedUrl: string,
  { signers = keys as { current: typeof keys.current; old?: typeof keys.old }, token = accessToken } = {},
) {
  const {
    'X-WOPI-Proof': proof,
    'X-WOPI-ProofOld': proofOld,
    'X-WOPI-TimeStamp': timestamp,
  } = signProof({ url: signedUrl, accessToken: token }, signers);
  const elsewhere = [`https://internal.example${path}${query}`, instance];
  return diagnoseSignature({ url, accessToken, headers: { proof, proofOld, timestamp } }, keys, elsewhere);
}

describe('diagnoseSignature', () => {
  it.each([
    ['scheme', url.replace('https', 'http')],
    ['port', url.replace('.example/', '.example:443/')],
    ['host', url.replace('proxy.', 'internal.')],
    ['path', instance],
    ['trailing slash', url.replace('?', '/?')],
    ['decoded', `https://proxy.example${decodeURIComponent(path + query)}`],
    ['encoded', `https://proxy.example${encodeURI(path + query)}`],
    ['query', url.replace('&x=%41', '')],
    ['query', url.slice(0, url.indexOf('?'))],
  ])('tells by which %s the signed address differs', (cause, signedUrl) => {
    expect(diagnosed(signedUrl)).toEqual({ cause, key: 'current', signedUrl: signedUrl.toUpperCase() });
  });

  it('tells the key that fits, whichever token was signed', () => {
    const http = url.replace('https', 'http');
    const { current, old } = keys;
    expect(diagnosed(http, { signers: { current: old, old: stranger } })).toMatchObject({ cause: 'scheme', key: 'old' }); // prettier-ignore
    expect(diagnosed(http, { signers: { current: stranger, old: current } })).toMatchObject({
      key: 'current',
    });
    expect(diagnosed(http, { token: 'a+b.c' })).toMatchObject({ cause: 'scheme', key: 'current' });
  });

  it('tells keys that are two changes old, and a token that was left out', () => {
    expect(diagnosed(url, { signers: { current: stranger, old: keys.old } })).toEqual({ cause: 'stale keys', key: 'old', signedUrl: url }); // prettier-ignore
    expect(diagnosed(url, { token: '' })).toEqual({ cause: 'no token', key: 'current', signedUrl: url });
  });

  it('finds nothing for strangers', () => {
    expect(diagnosed(url, { signers: { current: stranger, old: stranger } })).toBeUndefined();
    expect(diagnosed('https://evil.example/x')).toBeUndefined();
  });
});
