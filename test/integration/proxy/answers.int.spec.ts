import 'reflect-metadata';
import { createPublicKey, type JsonWebKey } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { AuditService } from '#audit';
import { Db } from '#database';
import { SubscriptionsService } from '#tenants';
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

  it('pass unchanged where there is nothing in them, or no address and nothing that could hide one', async () => {
    for (const text of ['', '<html>', '[]']) {
      const answer = await putRelative(text, { 'Content-Length': String(Buffer.byteLength(text)) });
      expect(answer).toMatchObject({ status: 200, body: Buffer.from(text) });
    }
  });

  const direct = () => `{"Name":"a","Url":"${tenant.filesUrl}1?access_token=t"}`;
  it.each<[string, () => string | Buffer, Record<string, string>, string]>([
    ['are packed', () => gzipSync(direct()), { 'Content-Encoding': 'gzip' }, 'upstream_packed'],
    ['say that they are packed', direct, { 'Content-Encoding': 'br' }, 'upstream_packed'],
    ['are not whole', () => direct().slice(0, -1), {}, 'upstream_unreadable'],
    ['are a list', () => `[${direct()}]`, {}, 'upstream_unreadable'],
    ['are not UTF-8', () => Buffer.from(direct().replace('a', '\xff'), 'latin1'), {}, 'upstream_unreadable'],
    ['are UTF-16', () => Buffer.from(direct(), 'utf16le'), {}, 'upstream_unreadable'],
    ['lead to what no id can name', () => direct().replace('1?', '%?'), {}, 'upstream_unreadable'],
    [
      'lead to what no id has room for',
      () => direct().replace('1?', `${'1'.repeat(1024)}?`),
      {},
      'upstream_unreadable',
    ],
    ['are far too long', () => direct().replace('a', 'a'.repeat(3 << 20)), {}, 'upstream_too_large'],
  ])('are refused where they %s, and the log says why', async (_, body, headers, reason) => {
    const answer = await putRelative(body(), headers);
    expect([answer.status, answer.body.length]).toEqual([500, 0]);
    expect(answer.header('X-WOPI-ServerError')).toBe(reason);
    await fixture.proxy.app.get(AuditService).flush();
    const [row] = await fixture.proxy.app.get(Db).query('select operation, status, detail from audit_log where tenant_id = $1 order by seq desc limit 1', [tenant.tenantId]); // prettier-ignore
    expect(row).toEqual({ operation: 'PutRelativeFile', status: 500, detail: { failure: reason } });
  });

  let strict: typeof tenant;
  beforeAll(async () => {
    strict = await fixture.addTenant(upstream.filesUrl.replace('/wopi/', '/strict/wopi/'));
    const subscriptions = fixture.proxy.app.get(SubscriptionsService);
    await subscriptions.change(strict.tenantId, { policy: { businessFlow: true } });
    await fixture.eventually(() => fixture.registry.find(strict.filesUrl)!.tenant.policy.businessFlow);
  });

  it.each([200, 201, 203, 206])(
    'do not get around the tenant’s policy by their form, with status %i',
    async (status) => {
      const checked = (body: string | Buffer, headers: Record<string, string> = {}) => {
        upstream.answer = (_, response) => void response.writeHead(status, headers).end(body);
        return fixture.call(idFor(strict));
      };
      const lax = '{"LicenseCheckForEditIsEnabled":false}';
      expect((await checked(lax)).body.toString()).toBe(lax.replace('false', 'true'));
      for (const hidden of [Buffer.from(lax, 'utf16le'), `${lax}x`, `[${lax}]`, lax.replace('E', 'E\xff')])
        expect((await checked(Buffer.from(hidden as string, 'latin1'))).status).toBe(500);
      expect((await checked(gzipSync(lax), { 'Content-Encoding': 'gzip' })).status).toBe(500);
      expect(upstream.received.at(-1)!.all('Accept-Encoding')).toEqual(['identity']);
    },
  );

  it('lose the address of one child that no id can name, and no other', async () => {
    const files = [1, '%', '1'.repeat(1024), 2].map((id) => ({ Name: 'f', Url: `${tenant.filesUrl}${id}` }));
    upstream.answer = (_, response) => void response.end(JSON.stringify({ ChildFiles: files }));
    const target = `/wopi/containers/${idFor(tenant)}/children?access_token=t`;
    const response = await fetch(fixture.proxy.url + target, { headers: fixture.office.proofFor(target) });
    const { ChildFiles } = (await response.json()) as { ChildFiles: { Name: string; Url?: string }[] };
    expect(ChildFiles.map(({ Name, Url }) => [Name, Url?.startsWith(PUBLIC_URL)])).toEqual([
      ['f', true],
      ['f', undefined],
      ['f', undefined],
      ['f', true],
    ]);
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
