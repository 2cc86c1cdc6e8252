import 'reflect-metadata';
import { Db } from '#database';
import { createProxy } from '../../../apps/proxy/src/create-proxy.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { idFor, ProxyFixture, startUpstream, stopServer, type TestUpstream } from './fixture.js';

const TENANTS = 1_000;
const INSTANCES = `
  with added as (
    insert into tenants (tenant_id, name, plan)
    select gen_random_uuid(), 'many ' || n, 'business' from generate_series(1, $1::integer) as n returning tenant_id)
  insert into instances (tenant_id, files_url)
  select tenant_id, 'https://cloud.example/' || tenant_id || '/' || n || '/wopi/files/'
  from added, generate_series(1, 10) as n returning files_url`;
/** Far below the minute after which a proxy reads its rows again by itself. */
const PATIENCE_MS = 10_000;

let fixture: ProxyFixture;
let replica: Awaited<ReturnType<typeof createProxy>>;
let upstream: TestUpstream;
let tenant: Awaited<ReturnType<ProxyFixture['addTenant']>>;
let filesUrls: string[];

beforeAll(async () => {
  fixture = await ProxyFixture.start();
  const db = fixture.proxy.app.get(Db);
  filesUrls = (await db.query<{ files_url: string }>(INSTANCES, [TENANTS])).map((row) => row.files_url);
  upstream = await startUpstream();
  tenant = await fixture.addTenant(upstream.filesUrl);
  replica = await createProxy(fixture.config());
}, 60_000);
afterAll(async () => {
  await replica?.close();
  await fixture?.close();
  await stopServer(upstream.server);
});

describe('a replica with ten thousand instances', () => {
  it('knows every one of them', async () => {
    await fixture.eventually(() => fixture.registry.find(filesUrls.at(-1)!));
    expect(filesUrls).toHaveLength(TENANTS * 10);
    for (const filesUrl of filesUrls)
      expect(fixture.registry.find(filesUrl)?.instance.filesUrl).toBe(filesUrl);
  });

  it('takes a key that was added at another, and refuses it once it was revoked there', async () => {
    const { keyId, secret } = await fixture.tenants.addKey(tenant.tenantId);
    const id = idFor({ filesUrl: tenant.filesUrl, secret: Buffer.from(secret) });
    let calls = 0;
    // A token of its own each time, so that no limit answers.
    const call = () => fixture.call(id, { via: replica.url, query: `?access_token=follow-${calls++}` });
    const statusOf = async () => (await call()).status;
    const wait = { timeout: PATIENCE_MS, interval: 20 };
    await expect.poll(statusOf, wait).toBe(200);
    await fixture.tenants.revokeKey(tenant.tenantId, keyId);
    await expect.poll(statusOf, wait).toBe(404);
    const others = await fixture.call(idFor(tenant), { via: replica.url });
    expect(others.status).toBe(200);
  });
});
