import { generateKeyPairSync, sign } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { proofKeySet } from './proof-keys.js';
import vectors from './proof-vectors.json' with { type: 'json' };
import { type ProofHeaders, signProof, verifyProof } from './proof.js';

const TICKS_AT_1970 = 621_355_968_000_000_000n;
const msOf = (ticks: string) => Number((BigInt(ticks) - TICKS_AT_1970) / 10_000n);
const pair = () => generateKeyPairSync('rsa', { modulusLength: 2048 });

describe("Microsoft's published vectors", () => {
  const keys = proofKeySet(vectors.discovery);

  it('are eight, valid and invalid ones', () => {
    expect(vectors.cases.map(({ valid }) => valid)).toEqual([
      true,
      true,
      true,
      true,
      true,
      true,
      false,
      false,
    ]);
  });

  it.each(vectors.cases.map((vector, i) => [i + 1, vector] as const))('number %i', (_, vector) => {
    const headers = { proof: vector.proof, proofOld: vector.proofOld, timestamp: vector.timestamp };
    const request = { url: vector.url, accessToken: vector.accessTokenInUrl, headers };
    expect(verifyProof(request, keys, msOf(vector.timestamp))).toMatchObject(
      vector.valid ? { ok: true } : { ok: false, reason: 'signature' },
    );
  });
});

describe('verifyProof', () => {
  const [current, old, other] = [pair(), pair(), pair()];
  const keys = { current: current.publicKey, old: old.publicKey };
  const now = Date.UTC(2024, 1, 29, 12);
  const request = {
    url: 'https://wopi.example.test/wopi/files/abc?access_token=to%2Bken',
    accessToken: 'to%2Bken',
  };
  type Pair = typeof current;
  const headersBy = (first: Pair, second: Pair, at = now, asked = request): Required<ProofHeaders> => {
    const signed = signProof(asked, { current: first.privateKey, old: second.privateKey }, at);
    return {
      proof: signed['X-WOPI-Proof'],
      proofOld: signed['X-WOPI-ProofOld'],
      timestamp: signed['X-WOPI-TimeStamp'],
    };
  };
  const check = (headers: ProofHeaders, asked = request, at = now) =>
    verifyProof({ ...asked, headers }, keys, at);

  it('accepts the three pairs and says which', () => {
    expect(check(headersBy(current, old))).toEqual({ ok: true, matched: 'current' });
    expect(check(headersBy(other, current))).toEqual({ ok: true, matched: 'old-proof' });
    expect(check(headersBy(old, other))).toEqual({ ok: true, matched: 'old-key' });
  });

  it('refuses the old proof with the old key, and foreign keys', () => {
    expect(check(headersBy(other, old))).toEqual({ ok: false, reason: 'signature' });
    expect(check(headersBy(other, other))).toEqual({ ok: false, reason: 'signature' });
  });

  it('does without an old key and without an old proof', () => {
    const { proof, timestamp } = headersBy(current, old);
    expect(
      verifyProof({ ...request, headers: { proof, timestamp } }, { current: current.publicKey }, now),
    ).toEqual({
      ok: true,
      matched: 'current',
    });
    expect(
      verifyProof({ ...request, headers: headersBy(old, old) }, { current: current.publicKey }, now).ok,
    ).toBe(false);
  });

  it('takes the token as it stands or decoded, in each pair', () => {
    const decoded = { ...request, accessToken: 'to+ken' };
    expect(check(headersBy(current, old, now, decoded))).toEqual({ ok: true, matched: 'current' });
    expect(check(headersBy(other, current, now, decoded))).toEqual({ ok: true, matched: 'old-proof' });
    expect(check(headersBy(old, other, now, decoded))).toEqual({ ok: true, matched: 'old-key' });
  });

  it('survives a token that is not percent-encoding', () => {
    const odd = { ...request, accessToken: '100%' };
    expect(check(headersBy(current, old, now, odd), odd).ok).toBe(true);
    expect(check(headersBy(current, old), odd)).toEqual({ ok: false, reason: 'signature' });
  });

  it('compares the URL without regard to case, and nothing else without regard', () => {
    const headers = headersBy(current, old);
    const url = (text: string) => check(headers, { ...request, url: text }).ok;
    expect(url(request.url.replace('/files/abc', '/FILES/Abc'))).toBe(true);
    expect(url(request.url.replace('https:', 'http:'))).toBe(false);
    expect(url(request.url.replace('.test/', '.test:443/'))).toBe(false);
    expect(url(request.url.replace('%2B', '+'))).toBe(false);
    expect(url(`${request.url}&x=1`)).toBe(false);
    expect(check(headers, { ...request, accessToken: 'TO%2BKEN' }).ok).toBe(false);
  });

  it('takes a timestamp from 20 minutes ago to 5 minutes ahead', () => {
    const at = (ms: number) => check(headersBy(current, old, now + ms));
    expect(at(-20 * 60_000).ok).toBe(true);
    expect(at(-20 * 60_000 - 1)).toEqual({ ok: false, reason: 'expired' });
    expect(at(5 * 60_000).ok).toBe(true);
    expect(at(5 * 60_000 + 1)).toEqual({ ok: false, reason: 'future' });
  });

  it('signs the timestamp, too', () => {
    const headers = headersBy(current, old);
    const timestamp = String(BigInt(headers.timestamp) + 1n);
    expect(check({ ...headers, timestamp })).toEqual({ ok: false, reason: 'signature' });
  });

  it.each<[string, ProofHeaders, string]>([
    ['no proof', { proof: undefined }, 'missing'],
    ['an empty proof', { proof: '' }, 'missing'],
    ['no timestamp', { timestamp: undefined }, 'missing'],
    ['a timestamp that is no number', { timestamp: '6.3e17' }, 'malformed'],
    ['a timestamp with a sign', { timestamp: '-621355968000000000' }, 'malformed'],
    ['a timestamp in ms', { timestamp: '1709208000000' }, 'malformed'],
    ['a timestamp that does not fit 64 bits', { timestamp: '9999999999999999999' }, 'future'],
    ['a proof that is not base64', { proof: 'a!' }, 'malformed'],
    ['a proof with more behind its end', { proof: 'AA==AAAA' }, 'malformed'],
    ['a proof with three signs at its end', { proof: 'AAAA===' }, 'malformed'],
    ['a proof of nothing', { proof: '==' }, 'malformed'],
    ['two proofs in one header', { proof: 'AAAA, AAAA' }, 'malformed'],
    ['an old proof that is not base64', { proofOld: '*' }, 'malformed'],
    ['a short proof', { proof: 'AAAA', proofOld: 'AAAA' }, 'signature'],
  ])('refuses %s', (_, change, reason) => {
    expect(check({ ...headersBy(current, old), ...change })).toEqual({ ok: false, reason });
  });

  it('refuses every changed byte of a signature', () => {
    const { timestamp, ...headers } = headersBy(current, other);
    const bytes = Buffer.from(headers.proof, 'base64');
    for (let at = 0; at < bytes.length; at += 37) {
      const changed = Buffer.from(bytes);
      changed.writeUInt8(changed.readUInt8(at) ^ 1, at);
      expect(check({ proof: changed.toString('base64'), timestamp }).ok).toBe(false);
    }
    expect(check({ proof: bytes.subarray(0, -1).toString('base64'), timestamp }).ok).toBe(false);
  });
});

describe('signProof', () => {
  it('signs the documented bytes, lengths in bytes for text beyond ASCII', () => {
    const { privateKey } = pair();
    const at = 1_709_208_000_123;
    const signed = signProof(
      { url: 'https://h.test/é?access_token=ü', accessToken: 'ü' },
      { current: privateKey },
      at,
    );
    expect(signed['X-WOPI-TimeStamp']).toBe('638448048001230000');
    const number = (value: bigint, bytes: number) =>
      Buffer.from(value.toString(16).padStart(bytes * 2, '0'), 'hex');
    const token = Buffer.from('ü');
    const url = Buffer.from('HTTPS://H.TEST/É?ACCESS_TOKEN=Ü');
    const data = Buffer.concat([
      number(BigInt(token.length), 4),
      token,
      number(BigInt(url.length), 4),
      url,
      number(8n, 4),
      number(BigInt(signed['X-WOPI-TimeStamp']), 8),
    ]);
    expect(signed['X-WOPI-Proof']).toBe(sign('sha256', data, privateKey).toString('base64'));
    expect(signed['X-WOPI-ProofOld']).toBe(signed['X-WOPI-Proof']);
  });
});
