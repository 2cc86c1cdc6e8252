import 'reflect-metadata';
import { Db } from '#database';
import type { RunningServer } from '#http-server';
import { ProxyRegistry, ProxyUse, SubscriptionsService } from '#tenants';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createProxy } from '../../../apps/proxy/src/create-proxy.js';
import { idFor, ProxyFixture, startUpstream, stopServer, type TestUpstream } from './fixture.js';

/** Method, path behind the id, X-WOPI-Override. */
const OPERATIONS = {
  CheckFileInfo: ['GET', '', undefined],
  GetFile: ['GET', '/contents', undefined],
  PutFile: ['POST', '/contents', 'PUT'],
  PutChunkedFile: ['POST', '/contents', 'PUT_CHUNKED_FILE'],
  Unlock: ['POST', '', 'UNLOCK'],
  RefreshLock: ['POST', '', 'REFRESH_LOCK'],
  UnlockAndRelock: ['POST', '', 'LOCK'],
  GetLock: ['POST', '', 'GET_LOCK'],
  RefreshCoauthLock: ['POST', '', 'REFRESH_COAUTH_LOCK'],
  UnlockCoauthLock: ['POST', '', 'UNLOCK_COAUTH_LOCK'],
  GetCoauthTable: ['POST', '', 'GET_COAUTH_TABLE'],
  Lock: ['POST', '', 'LOCK'],
  PutRelativeFile: ['POST', '', 'PUT_RELATIVE'],
  RenameFile: ['POST', '', 'RENAME_FILE'],
  DeleteFile: ['POST', '', 'DELETE'],
} as const;
type Operation = keyof typeof OPERATIONS;

const SAVING: readonly Operation[] = ['PutFile', 'PutChunkedFile', 'Unlock', 'RefreshLock', 'UnlockAndRelock', 'GetLock', 'RefreshCoauthLock', 'UnlockCoauthLock', 'GetCoauthTable']; // prettier-ignore
const READING: readonly Operation[] = ['CheckFileInfo', 'GetFile'];

type Tenant = Awaited<ReturnType<ProxyFixture['addTenant']>>;

interface Scenario {
  readonly name: string;
  readonly end: (tenant: Tenant) => Promise<unknown>;
  /** What the registry of a proxy shows of it. */
  readonly known: (registry: ProxyRegistry, tenant: Tenant) => unknown;
  /** What running sessions may still do. */
  readonly running: readonly Operation[];
  /** How the rest is refused; 200 where nothing is. */
  readonly otherwise: 200 | 401 | 404;
}

let fixture: ProxyFixture;
let replica: RunningServer;
let upstream: TestUpstream;

/** With what was noted a moment ago. */
const usageOf = async ({ tenantId }: Tenant) => {
  await fixture.proxy.app.get(ProxyUse).flush();
  return fixture.proxy.app.get(SubscriptionsService).usage(tenantId);
};
const change = (tenant: Tenant, wish: object) =>
  fixture.proxy.app.get(SubscriptionsService).change(tenant.tenantId, wish);
const stateIs = (state: string) => (registry: ProxyRegistry, tenant: Tenant) =>
  registry.find(tenant.filesUrl)?.tenant.state === state;
const noKeys = (registry: ProxyRegistry, tenant: Tenant) => registry.find(tenant.filesUrl)?.keys.length === 0;
const set = (tenant: Tenant, column: string, to: string) =>
  fixture.proxy.app
    .get(Db)
    .query(`update tenants set ${column} = ${to} where tenant_id = $1`, [tenant.tenantId]);

const SCENARIOS: readonly Scenario[] = [
  {
    name: 'active',
    end: async () => undefined,
    known: stateIs('active'),
    running: [],
    otherwise: 200,
  },
  {
    name: 'key retires',
    end: (tenant) => fixture.tenants.retireKey(tenant.tenantId, tenant.keyId),
    known: (registry, tenant) => registry.find(tenant.filesUrl)?.keys[0]?.state === 'retiring',
    running: [],
    otherwise: 200,
  },
  {
    name: 'dates have ended',
    end: (tenant) => change(tenant, { validUntil: new Date(Date.now() - 1) }),
    known: stateIs('grace'),
    running: [...READING, ...SAVING],
    otherwise: 401,
  },
  {
    name: 'days of grace over',
    end: async (tenant) => {
      await change(tenant, { validUntil: new Date(Date.now() - 1) });
      await set(tenant, 'valid_until', `now() - interval '15 days'`);
    },
    known: stateIs('expired'),
    running: [],
    otherwise: 401,
  },
  {
    name: 'suspended',
    end: (tenant) => fixture.tenants.setState(tenant.tenantId, 'suspended'),
    known: stateIs('suspended'),
    running: SAVING,
    otherwise: 401,
  },
  {
    name: 'suspended for long',
    end: async (tenant) => {
      await fixture.tenants.setState(tenant.tenantId, 'suspended');
      await set(tenant, 'saves_until', 'now()');
    },
    known: stateIs('suspended'),
    running: [],
    otherwise: 401,
  },
  {
    name: 'suspended, cut off',
    end: (tenant) => fixture.tenants.setState(tenant.tenantId, 'suspended', { cutOff: true }),
    known: stateIs('suspended'),
    running: [],
    otherwise: 401,
  },
  {
    name: 'expired by hand',
    end: (tenant) => fixture.tenants.setState(tenant.tenantId, 'expired'),
    known: stateIs('expired'),
    running: SAVING,
    otherwise: 401,
  },
  {
    name: 'key revoked',
    end: (tenant) => fixture.tenants.revokeKey(tenant.tenantId, tenant.keyId),
    known: noKeys,
    running: SAVING,
    otherwise: 404,
  },
  {
    name: 'key revoked, grace',
    end: async (tenant) => {
      await fixture.tenants.revokeKey(tenant.tenantId, tenant.keyId);
      await change(tenant, { validUntil: new Date(Date.now() - 1) });
    },
    known: (registry, tenant) => noKeys(registry, tenant) && stateIs('grace')(registry, tenant),
    running: SAVING,
    otherwise: 404,
  },
  {
    name: 'key revoked, cut off',
    end: (tenant) => fixture.tenants.revokeKey(tenant.tenantId, tenant.keyId, { cutOff: true }),
    known: noKeys,
    running: [],
    otherwise: 404,
  },
];

beforeAll(async () => {
  fixture = await ProxyFixture.start();
  replica = await createProxy(fixture.config());
  upstream = await startUpstream();
  upstream.answer = (_, response) => void response.end('{}');
});
afterAll(async () => {
  await replica?.close();
  await fixture?.close();
  await stopServer(upstream.server);
  if (table.length > 0) process.stdout.write(tableText());
});

const table: { name: string; running: boolean; statuses: Record<string, number> }[] = [];

async function statusesOf(tenant: Tenant, token: string): Promise<Record<Operation, number>> {
  const statuses: [string, number][] = [];
  for (const [operation, [method, suffix, override]] of Object.entries(OPERATIONS)) {
    const headers: [string, string][] = override === undefined ? [] : [['X-WOPI-Override', override]];
    if (operation === 'UnlockAndRelock') headers.push(['X-WOPI-OldLock', 'old']);
    const query = `?access_token=${token}`;
    const call = { method, suffix, query, headers, via: replica.url };
    statuses.push([operation, (await fixture.call(idFor(tenant), call)).status]);
  }
  return Object.fromEntries(statuses) as Record<Operation, number>;
}

/** A tenant with a session that one proxy has seen running, before `end`, known to another proxy afterwards. */
async function ended({ end, known }: Scenario): Promise<Tenant> {
  const { server, filesUrl } = upstream;
  const own = filesUrl.replace('/wopi/', `/${tenants++}/wopi/`);
  expect(server.listening).toBe(true);
  const tenant = await fixture.addTenant(own);
  const query = '?access_token=running';
  expect((await fixture.call(idFor(tenant), { query })).status).toBe(200);
  await fixture.eventually(async () => (await usageOf(tenant)).runningSessions === 1);
  await end(tenant);
  await fixture.eventually(() => known(replica.app.get(ProxyRegistry), tenant));
  return tenant;
}
let tenants = 0;

describe('when the service ends, in any way', () => {
  it.each(SCENARIOS)('$name: running sessions save, and nobody begins', async (scenario) => {
    const tenant = await ended(scenario);
    const running = await statusesOf(tenant, 'running');
    const others = await statusesOf(tenant, 'other');
    table.push({ name: scenario.name, running: true, statuses: running });
    table.push({ name: scenario.name, running: false, statuses: others });
    for (const operation of Object.keys(OPERATIONS) as Operation[]) {
      const still = scenario.running.includes(operation) ? 200 : scenario.otherwise;
      expect([operation, running[operation]]).toEqual([operation, still]);
      expect([operation, others[operation]]).toEqual([operation, scenario.otherwise]);
    }
  });

  it('a session that was opened after the end does not count, and one that was not seen for a day', async () => {
    const scenario = SCENARIOS.find(({ name }) => name === 'suspended')!;
    const tenant = await ended(scenario);
    const db = fixture.proxy.app.get(Db);
    const put = () => statusesOf(tenant, 'running').then(({ PutFile }) => PutFile);
    expect(await put()).toBe(200);
    await db.query(`update proxy_sessions set opened_at = now() where tenant_id = $1`, [tenant.tenantId]);
    expect(await put()).toBe(401);
    await db.query(
      `update proxy_sessions set opened_at = now() - interval '2 days', seen_at = now() - interval '25 hours'
       where tenant_id = $1`,
      [tenant.tenantId],
    );
    expect(await put()).toBe(401);
  });

  it('a running session is told that it can do what it may do still, and not what is refused', async () => {
    const tenant = await ended(SCENARIOS.find(({ name }) => name === 'dates have ended')!);
    const can = { UserCanWrite: true, SupportsUpdate: true, ReadOnly: false, UserCanRename: true };
    const before = upstream.answer;
    upstream.answer = (_, response) => void response.end(JSON.stringify(can));
    const answer = await fixture.call(idFor(tenant), { query: '?access_token=running', via: replica.url });
    upstream.answer = before;
    const told = JSON.parse(answer.body.toString()) as typeof can & { UserCanNotWriteRelative: boolean };
    const { PutFile, PutRelativeFile, RenameFile } = await statusesOf(tenant, 'running');
    expect([told.UserCanWrite && told.SupportsUpdate && !told.ReadOnly, PutFile]).toEqual([true, 200]);
    expect([told.UserCanNotWriteRelative, PutRelativeFile]).toEqual([true, 401]);
    expect([told.UserCanRename, RenameFile]).toEqual([false, 401]);
  });

  it('and begins again, all is served', async () => {
    const tenant = await ended(SCENARIOS.find(({ name }) => name === 'suspended')!);
    await fixture.tenants.setState(tenant.tenantId, 'active');
    await fixture.eventually(() => stateIs('active')(replica.app.get(ProxyRegistry), tenant));
    expect(Object.values(await statusesOf(tenant, 'other'))).toEqual(Object.keys(OPERATIONS).map(() => 200));
  });

  it('a wrong proof opens nothing to a running session', async () => {
    const tenant = await ended(SCENARIOS.find(({ name }) => name === 'key revoked')!);
    const headers: [string, string][] = [['X-WOPI-Override', 'PUT']];
    const call = { method: 'POST', suffix: '/contents', query: '?access_token=running', headers };
    expect((await fixture.call(idFor(tenant), { ...call, proof: [] })).status).toBe(500);
    expect((await fixture.call(idFor(tenant), call)).status).toBe(200);
  });
});

describe('what calls teach', () => {
  it('the users of 30 days, by pseudonyms, each once', async () => {
    const tenant = await fixture.addTenant(upstream.filesUrl.replace('/wopi/', '/seats/wopi/'));
    const users = ['ursula', 'zoe', 'ursula'];
    const before = upstream.answer;
    upstream.answer = (_, response) => void response.end(JSON.stringify({ UserId: users.shift() }));
    for (const token of ['a', 'b', 'c'])
      await fixture.call(idFor(tenant), { query: `?access_token=${token}` });
    upstream.answer = before;
    await fixture.eventually(async () => (await usageOf(tenant)).runningSessions === 3);
    expect((await usageOf(tenant)).users).toBe(2);
    const db = fixture.proxy.app.get(Db);
    await db.query('update tenant_users set seen_on = current_date - 30 where tenant_id = $1', [
      tenant.tenantId,
    ]);
    expect((await usageOf(tenant)).users).toBe(0);
    const rows = await db.query('select t::text, s::text from tenant_users t, proxy_sessions s');
    expect(JSON.stringify(rows)).not.toMatch(/ursula|access_token/);
  });

  it('the dialect of an instance, by its first valid id, and it stays', async () => {
    const tenant = await fixture.addTenant(upstream.filesUrl.replace('/wopi/', '/dialect/wopi/'));
    const dialect = () => fixture.registry.find(tenant.filesUrl)?.instance.dialect;
    await fixture.call(idFor({ ...tenant, secret: Buffer.alloc(32) }));
    expect(dialect()).toBeUndefined();
    await fixture.call(idFor(tenant));
    await fixture.eventually(dialect);
    expect(dialect()).toEqual({ headerOrder: 'typ,alg', escapedSlashes: false });
  });
});

function tableText(): string {
  const short = (operation: string) => operation.replace(/[a-z]/g, '') || operation;
  const head = Object.keys(OPERATIONS);
  const lines = table.map(({ name, running, statuses }) =>
    [
      name.padEnd(21),
      running ? 'running' : 'other  ',
      ...head.map((one) => String(statuses[one]).padEnd(Math.max(3, short(one).length))),
    ].join('  '),
  );
  const legend = head.map((one) => `${short(one)} ${one}`).join(', ');
  const title = [
    'when the service ends'.padEnd(21),
    'session',
    ...head.map((one) => short(one).padEnd(3)),
  ].join('  ');
  return `\n${[title, ...lines, legend].join('\n')}\n`;
}
