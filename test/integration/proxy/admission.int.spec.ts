import 'reflect-metadata';
import { createHash, randomUUID } from 'node:crypto';
import { AuditService } from '#audit';
import { Db } from '#database';
import { mintProxiedFileId } from '#wopi-protocol';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ANY_TOKEN, idFor, ProxyFixture, startUpstream, stopServer, type TestUpstream } from './fixture.js';

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

const targetOf = (id: string) => `/wopi/files/${id}?access_token=${ANY_TOKEN}`;

describe('the file id', () => {
  it('of nobody and one that nobody signed get the same answer, to the byte', async () => {
    const nobody = { filesUrl: 'https://nobody.example/wopi/files/', secret: tenant.secret };
    const forged = { ...tenant, secret: Buffer.alloc(32, 1) };
    const other = await fixture.addTenant(`https://${randomUUID()}.example/wopi/files/`);
    const texts = await Promise.all(
      [idFor(nobody), idFor(forged), idFor({ ...other, secret: tenant.secret }), '123', 'a.b.c'].map((id) => {
        const target = targetOf(id);
        const proof = fixture.office.proofFor(target).map(([name, value]) => `${name}: ${value}\r\n`);
        return fixture.bytes(
          `GET ${target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n${proof.join('')}\r\n`,
        );
      }),
    );
    const [first, ...others] = texts.map((text) => text.replace(/^Date: .*\r\n/m, ''));
    expect(first).toMatch(/^HTTP\/1\.1 404 /);
    for (const text of others) expect(text).toBe(first);
    expect(upstream.received).toEqual([]);
  });

  it('is refused with another algorithm, another claim, or other bytes of the same signature', async () => {
    const id = idFor(tenant);
    const [, claims, signature] = id.split('.');
    const header = (text: string) => Buffer.from(text).toString('base64url');
    const more = Buffer.from(`{"u":"${tenant.filesUrl}","f":"1","exp":1}`).toString('base64url');
    for (const bad of [
      `${header('{"typ":"JWT","alg":"none"}')}.${claims}.${signature}`,
      `${header('{"typ":"JWT","alg":"HS512"}')}.${claims}.${signature}`,
      `${id.split('.')[0]}.${more}.${signature}`,
      id.slice(0, -1),
      `${id}A`,
      `${id}=`,
      id.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')),
    ]) {
      expect({ id: bad, status: (await fixture.call(bad)).status }).toEqual({ id: bad, status: 404 });
    }
    expect((await fixture.call(id)).status).toBe(200);
  });

  it('is good while its key is, and no longer, without a restart', async () => {
    const second = await fixture.tenants.addKey(tenant.tenantId);
    const id = mintProxiedFileId({ filesUrl: tenant.filesUrl, fileId: '7' }, Buffer.from(second.secret));
    const status = async () => (await fixture.call(id)).status;
    await fixture.eventually(async () => (await status()) === 200);
    await fixture.tenants.retireKey(tenant.tenantId, second.keyId);
    expect(await status()).toBe(200);
    await fixture.tenants.revokeKey(tenant.tenantId, second.keyId);
    await fixture.eventually(async () => (await status()) === 404);
    expect((await fixture.call(idFor(tenant))).status).toBe(200);
  });

  it('of a tenant that is not served any more is answered as a bad token', async () => {
    const late = await startUpstream();
    const suspended = await fixture.addTenant(late.filesUrl);
    expect((await fixture.call(idFor(suspended))).status).toBe(200);
    await fixture.tenants.setState(suspended.tenantId, 'suspended');
    await fixture.eventually(() => fixture.registry.find(late.filesUrl)?.active === false);
    expect((await fixture.call(idFor(suspended))).status).toBe(401);
    expect(late.received).toHaveLength(1);
    await stopServer(late.server);
  });
});

describe('the access token', () => {
  it.each<[string, number, string, [string, string][]]>([
    ['none', 401, '', []],
    ['only other parameters', 401, '?x=1', []],
    ['empty', 401, '?access_token=', []],
    ['over 8 KiB', 401, `?access_token=${'a'.repeat(8193)}`, []],
    ['another bearer token beside it', 401, '?access_token=a', [['Authorization', 'Bearer b']]],
    ['a password beside it', 401, '?access_token=a', [['Authorization', 'Basic YTpi']]],
    [
      'two bearer tokens beside it',
      400,
      '?access_token=a',
      [
        ['Authorization', 'Bearer a'],
        ['authorization', 'Bearer a'],
      ],
    ],
    ['twice', 400, '?access_token=a&access_token=a', []],
    ['in brackets', 400, '?access_token=a&access_token[]=b', []],
    ['in another case', 400, '?access_token=a&ACCESS_TOKEN=b', []],
    ['behind a semicolon', 400, '?access_token=a;access_token=b', []],
    ['with its name escaped', 400, '?access_token=a&access%5ftoken=b', []],
  ])('is refused: %s', async (_, status, query, headers) => {
    expect((await fixture.call(idFor(tenant), { query, headers })).status).toBe(status);
    expect(upstream.received).toEqual([]);
  });

  it('beside an equal bearer token is accepted', async () => {
    const headers: [string, string][] = [['Authorization', `Bearer ${decodeURIComponent(ANY_TOKEN)}`]];
    expect((await fixture.call(idFor(tenant), { headers })).status).toBe(200);
  });
});

describe('the request', () => {
  it('is a GET or a POST below /wopi/', async () => {
    const put = await fixture.call(idFor(tenant), { method: 'PUT' });
    expect(put).toMatchObject({ status: 405 });
    expect(put.header('Allow')).toBe('GET, POST');
    for (const path of ['/', '/wopi', '/wopi/files', '/wopi/files/', '/admin', '//wopi/files/x']) {
      const text = await fixture.bytes(`GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
      expect({ path, status: text.slice(9, 12) }).toEqual({ path, status: '404' });
    }
  });

  it('leaves one audit row without token and name, and none where nobody could be told', async () => {
    const id = idFor(tenant, 'audited');
    const correlation = randomUUID();
    const headers: [string, string][] = [
      ['X-WOPI-Override', 'PUT_RELATIVE'],
      ['X-WOPI-SuggestedTarget', 'secret name.docx'],
      ['X-WOPI-CorrelationId', correlation],
      ['X-WOPI-ClientVersion', '16.0'],
    ];
    upstream.answer = (_, response) => void response.writeHead(409, { 'X-WOPI-Lock': '' }).end('12345');
    await fixture.call(id, { method: 'POST', headers, body: Buffer.alloc(9) });
    await fixture.call(idFor({ ...tenant, secret: Buffer.alloc(32) }, 'audited'));
    await fixture.proxy.app.get(AuditService).flush();
    const fileId = createHash('sha256').update('audited').digest('hex');
    const rows = await fixture.proxy.app
      .get(Db)
      .query<Record<string, unknown>>('select * from audit_log where file_id = $1', [fileId]);
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({
      tenant_id: tenant.tenantId,
      process: 'proxy',
      operation: 'PutRelativeFile',
      status: 409,
      client: 'office',
      instance_id: tenant.instanceId,
      key_id: tenant.keyId,
      proof: 'current',
      user_id: null,
      correlation_id: correlation,
      client_version: '16.0',
      bytes_in: '9',
      bytes_out: '5',
    });
    expect(rows[0]!['upstream_milliseconds']).toBeGreaterThan(0);
    const text = JSON.stringify(rows);
    for (const secret of [ANY_TOKEN, 'secret name', id]) expect(text).not.toContain(secret);
  });
});

describe('GET /hosting/discovery', () => {
  it('publishes the discovery of the first client or of the one that is named', async () => {
    for (const query of ['', '?client=office']) {
      const response = await fetch(`${fixture.proxy.url}/hosting/discovery${query}`);
      expect(response.status).toBe(200);
      expect(response.headers.get('cache-control')).toContain('max-age=3600');
      expect(await response.text()).toContain('<proof-key');
    }
    expect((await fetch(`${fixture.proxy.url}/hosting/discovery?client=other`)).status).toBe(404);
  });

  it('sends nothing to whoever has it already', async () => {
    for (const path of ['', '/resign', `/instances/${tenant.instanceId}`]) {
      const url = `${fixture.proxy.url}${path}/hosting/discovery`;
      const etag = (await fetch(url)).headers.get('etag')!;
      const again = await fetch(url, { headers: { 'If-None-Match': etag } });
      expect([again.status, await again.text(), again.headers.get('etag')]).toEqual([304, '', etag]);
      const packed = await fetch(url, { headers: { 'If-None-Match': `"x", W/${etag}` } });
      expect(packed.status).toBe(304);
      expect((await fetch(url, { headers: { 'If-None-Match': '"other"' } })).status).toBe(200);
    }
  });
});
