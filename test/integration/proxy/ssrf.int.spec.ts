import 'reflect-metadata';
import { createServer, type Server } from 'node:net';
import { AuditService } from '#audit';
import { Db } from '#database';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { idFor, ProxyFixture } from './fixture.js';

let fixture: ProxyFixture;
let canary: Server;
let port: number;
let hits = 0;

beforeAll(async () => {
  fixture = await ProxyFixture.start();
  // Every address of this machine, of both families.
  canary = createServer((socket) => {
    hits++;
    socket.destroy();
  });
  port = await new Promise<number>((resolve) =>
    canary.listen(0, () => resolve((canary.address() as { port: number }).port)),
  );
});
afterAll(async () => {
  await fixture?.close();
  canary?.close();
});

const OF_THIS_MACHINE = [
  '127.0.0.1',
  '127.1',
  '127.0.1',
  '0x7f000001',
  '0x7f.0.0.1',
  '2130706433',
  '017700000001',
  '0177.0.0.01',
  '%31%32%37.0.0.1',
  '①②⑦.0.0.1',
  'localhost',
  'LOCALHOST',
  '0',
  '0.0.0.0',
  '[::]',
  '[::1]',
  '[::127.0.0.1]',
  '[::ffff:127.0.0.1]',
  '[::ffff:7f00:1]',
  '[::ffff:0:127.0.0.1]',
  '[64:ff9b::127.0.0.1]',
  '[64:ff9b:1::127.0.0.1]',
  '[2002:7f00:1::]',
];
const OF_OTHERS = [
  '10.0.0.1',
  '172.16.0.1',
  '192.168.0.1',
  '100.64.0.1',
  '169.254.169.254',
  '0xa9fea9fe',
  '[::ffff:169.254.169.254]',
  '168.63.129.16',
  '[fe80::1]',
  '[fd00::1]',
  '[fd00:ec2::254]',
  '224.0.0.1',
  '255.255.255.255',
];
const NEVER = [
  '169.254.169.254',
  '168.63.129.16',
  '[fe80::1]',
  '[fd00:ec2::254]',
  '0.0.0.0',
  '[::]',
  '224.0.0.1',
];

describe('an instance that lies where nobody may be sent', () => {
  let sites = 0;
  const answerFor = async (host: string, privateNetwork: boolean, scheme = 'https') => {
    const filesUrl = `${scheme}://${host}:${port}/site${sites++}/wopi/files/`;
    const { filesUrl: registered, secret, tenantId } = await addTenant(filesUrl, privateNetwork);
    const written = await fixture.call(idFor({ filesUrl, secret }));
    const normal = await fixture.call(idFor({ filesUrl: registered, secret }));
    expect(normal).toMatchObject({ status: written.status, body: written.body });
    return { answer: normal, tenantId };
  };
  const addTenant = async (filesUrl: string, privateNetwork: boolean) => {
    const { tenantId } = await fixture.tenants.addTenant({ name: `t${sites}`, plan: 'business' });
    const instance = await fixture.tenants.addInstance(tenantId, { filesUrl, privateNetwork });
    const { keyId, secret } = await fixture.tenants.addKey(tenantId);
    await fixture.eventually(() =>
      fixture.registry.find(instance.filesUrl)?.keys.some((key) => key.keyId === keyId),
    );
    return { tenantId, filesUrl: instance.filesUrl, secret: Buffer.from(secret) };
  };

  it.each([...OF_THIS_MACHINE, ...OF_OTHERS])('is not connected to as https://%s', async (host) => {
    // Some spellings are no address that can be registered at all, which is as good.
    const found = await answerFor(host, false).catch((error: Error & { code?: string }) => error.code);
    if (found === 'invalid_files_url') return;
    const { answer } = found as Awaited<ReturnType<typeof answerFor>>;
    expect(answer).toMatchObject({ status: 500, body: Buffer.alloc(0) });
    expect(answer.header('X-WOPI-ServerError')).toBe('upstream_refused_address');
    expect(hits).toBe(0);
  });

  it.each(NEVER)('is not connected to as http://%s, though its network is private', async (host) => {
    const { answer } = await answerFor(host, true, 'http');
    expect(answer.header('X-WOPI-ServerError')).toBe('upstream_refused_address');
    expect(hits).toBe(0);
  });

  it('shows in the audit log of its tenant', async () => {
    const { tenantId } = await answerFor('127.0.0.1', false);
    await fixture.proxy.app.get(AuditService).flush();
    const rows = await fixture.proxy.app
      .get(Db)
      .query<{ status: number; failure: string }>(
        "select status, detail->>'failure' as failure from audit_log where tenant_id = $1",
        [tenantId],
      );
    expect(rows).toEqual(Array(2).fill({ status: 500, failure: 'upstream_refused_address' }));
  });

  it('is told by a canary that works', async () => {
    const { answer } = await answerFor('127.0.0.1', true, 'http');
    expect(answer.header('X-WOPI-ServerError')).toBe('upstream_reset');
    expect(hits).toBe(2);
  });
});
