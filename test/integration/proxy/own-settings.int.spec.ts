import 'reflect-metadata';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { SubscriptionsService } from '#tenants';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeCertificate } from '../outgoing/certificates.js';
import { idFor, ProxyFixture, startUpstream, stopServer, type TestUpstream } from './fixture.js';

const MIB = 1024 * 1024;

let fixture: ProxyFixture;
let upstream: TestUpstream;
let subscriptions: SubscriptionsService;

beforeAll(async () => {
  fixture = await ProxyFixture.start();
  upstream = await startUpstream();
  subscriptions = fixture.proxy.app.get(SubscriptionsService);
});
afterAll(async () => {
  await fixture?.close();
  await stopServer(upstream.server);
});

describe('a tenant’s own limits', () => {
  it('hold for it and for nobody else, until they are taken away', async () => {
    const [one, other] = await Promise.all(
      ['one', 'other'].map((name) =>
        fixture.addTenant(upstream.filesUrl.replace('/wopi/', `/${name}/wopi/`)),
      ),
    );
    const put = async (tenant: typeof one) => {
      const headers: [string, string][] = [['X-WOPI-Override', 'PUT']];
      const call = { method: 'POST', suffix: '/contents', headers, body: Buffer.alloc(MIB + 1) };
      return (await fixture.call(idFor(tenant!), call)).status;
    };
    const limitTo = async (maxFileMib: number | null) => {
      await subscriptions.change(one!.tenantId, { limits: { maxFileMib } });
      await fixture.eventually(
        () => fixture.registry.find(one!.filesUrl)?.tenant.limits.maxFileMib === maxFileMib,
      );
    };
    expect(await put(one)).toBe(200);
    await limitTo(1);
    expect([await put(one), await put(other)]).toEqual([413, 200]);
    await limitTo(null);
    expect(await put(one)).toBe(200);
  });
});

describe('an instance’s pinned authority', () => {
  it('is the only one that its certificate may come from', async () => {
    const authority = makeCertificate({ name: 'Customer authority', authority: true });
    const stranger = makeCertificate({ name: 'Another authority', authority: true });
    const { cert, key } = makeCertificate({ name: 'localhost', issuer: authority });
    const server = createServer({ cert, key }, (_, response) => void response.end('{}'));
    server.on('tlsClientError', () => undefined);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const filesUrl = `https://localhost:${(server.address() as AddressInfo).port}/wopi/files/`;
    const tenant = await fixture.addTenant(filesUrl, { pinnedCa: stranger.cert });
    const call = () => fixture.call(idFor(tenant));
    expect((await call()).header('X-WOPI-ServerError')).toBe('upstream_tls');
    await subscriptions.changeInstance(tenant.tenantId, tenant.instanceId, { pinnedCa: authority.cert });
    await fixture.eventually(() => fixture.registry.find(filesUrl)?.instance.pinnedCa === authority.cert);
    expect((await call()).status).toBe(200);
    await stopServer(server);
  });
});
