import 'reflect-metadata';
import { createPublicKey, type JsonWebKey } from 'node:crypto';
import { ASSERTION_HEADER, mintProxiedFileId, verifyAssertion } from '#wopi-protocol';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createProxy } from '../../../apps/proxy/src/create-proxy.js';
import { idFor, ProxyFixture, PUBLIC_URL, startUpstream, stopServer, type TestUpstream } from './fixture.js';

let fixture: ProxyFixture;
let upstream: TestUpstream;
let tenant: Awaited<ReturnType<ProxyFixture['addTenant']>>;

beforeAll(async () => {
  fixture = await ProxyFixture.start();
  upstream = await startUpstream();
  tenant = await fixture.addTenant(upstream.filesUrl);
});
afterAll(async () => {
  await fixture?.close();
  await stopServer(upstream.server);
});
beforeEach(() => void (upstream.received.length = 0));

describe('answers with addresses in them', () => {
  const putRelative = (answer: string | Buffer, headers: Record<string, string> = {}) => {
    upstream.answer = (_, response) => void response.writeHead(200, headers).end(answer);
    return fixture.call(idFor(tenant), {
      method: 'POST',
      headers: [['X-WOPI-Override', 'PUT_RELATIVE'], ['Accept-Encoding', 'gzip']], // prettier-ignore
      body: Buffer.from('new'),
    });
  };

  it('send the client to the proxy, in the dialect of its id, and keep token, numbers and unknown members', async () => {
    const direct = `${tenant.filesUrl}2147483648?access_token=new%2Btoken`;
    const answer = await putRelative(
      `{"Name":"ü.docx", "Url":"${direct}","Size":9007199254740993,"New":[1.0]}`,
      {
        ETag: '"x"',
      },
    );
    const id = mintProxiedFileId({ filesUrl: tenant.filesUrl, fileId: '2147483648' }, tenant.secret, {
      headerOrder: 'typ,alg',
      escapedSlashes: false,
    });
    const expected = `{"Name":"ü.docx","Url":"${PUBLIC_URL}/wopi/files/${id}?access_token=new%2Btoken","Size":9007199254740993,"New":[1.0]}`;
    expect(answer.body.toString()).toBe(expected);
    expect(answer.header('Content-Length')).toBe(String(Buffer.byteLength(expected)));
    expect(upstream.received[0]!.all('Accept-Encoding')).toEqual(['identity']);
  });

  it.each(['<html>', '{"Url":', '[]', ''])(
    'pass unchanged where they are no JSON object: %j',
    async (text) => {
      const answer = await putRelative(text, { 'Content-Length': String(Buffer.byteLength(text)) });
      expect(answer).toMatchObject({ status: 200, body: Buffer.from(text) });
    },
  );

  it('pass unchanged where they are packed, and are refused where no such answer is that long', async () => {
    const packed = `{"Url":"${tenant.filesUrl}1"}`;
    expect((await putRelative(packed, { 'Content-Encoding': 'gzip' })).body.toString()).toBe(packed);
    const long = await putRelative(`{"Url":"${tenant.filesUrl}1","x":"${'a'.repeat(3 << 20)}"}`);
    expect(long.status).toBe(500);
    expect(long.header('X-WOPI-ServerError')).toBe('upstream_too_large');
  });

  it('lose FileUrl, which would lead past the proxy', async () => {
    upstream.answer = (_, response) =>
      void response.end('{"BaseFileName":"a.docx","FileUrl":"https://x.example","Size":1}');
    expect((await fixture.call(idFor(tenant))).body.toString()).toBe('{"BaseFileName":"a.docx","Size":1}');
    const contents = await fixture.call(idFor(tenant), { suffix: '/contents' });
    expect(contents.body.toString()).toContain('FileUrl');
  });
});

describe('mode attested', () => {
  const published = async (url = fixture.proxy.url) => {
    const response = await fetch(`${url}/wopi/assertion-keys`);
    expect(response.headers.get('cache-control')).toContain('max-age=300');
    const { keys } = (await response.json()) as { keys: (JsonWebKey & { kid: string })[] };
    return { keys, byId: new Map(keys.map((key) => [key.kid, createPublicKey({ key, format: 'jwk' })])) };
  };

  it('replaces the proof by an assertion that the instance verifies with the published keys', async () => {
    const host = await startUpstream();
    try {
      const attested = await fixture.addTenant(host.filesUrl, { mode: 'attested' });
      const headers: [string, string][] = [[ASSERTION_HEADER, 'forged'], ['X-WOPI-Lock', 'l']]; // prettier-ignore
      await fixture.call(idFor(attested), { suffix: '/contents', headers });
      const { method, url, all } = host.received[0]!;
      for (const name of ['X-WOPI-Proof', 'X-WOPI-ProofOld', 'X-WOPI-TimeStamp'])
        expect(all(name)).toEqual([]);
      expect(all('X-WOPI-Lock')).toEqual(['l']);
      const [assertion, ...more] = all(ASSERTION_HEADER);
      expect(more).toEqual([]);
      const { byId } = await published();
      expect(verifyAssertion(assertion!, byId, { method, target: url })).toEqual({
        tenant: attested.tenantId,
      });
      expect(verifyAssertion(assertion!, byId, { method, target: `${url}x` })).toBeUndefined();
      expect(verifyAssertion(assertion!, byId, { method: 'POST', target: url })).toBeUndefined();
    } finally {
      await stopServer(host.server);
    }
  });

  it('publishes public parts only, the same ones on every replica', async () => {
    const { keys } = await published();
    const replica = await createProxy(fixture.config());
    try {
      expect((await published(replica.url)).keys).toEqual(keys);
    } finally {
      await replica.close();
    }
    for (const key of keys) {
      expect(Object.keys(key).sort()).toEqual(['alg', 'crv', 'kid', 'kty', 'use', 'x', 'y']);
    }
  });
});
