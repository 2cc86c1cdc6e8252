import { rm, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CollaboraServer } from '../../support/collabora-server.js';
import { adminQuery } from '../../support/postgres.js';
import { Admin } from './fixture.js';
import { type Check, FrontedSite, SELF_TESTED } from './fronted-site.js';

let admin: Admin;
let site: FrontedSite;

const addressesOf = ({ url }: FrontedSite) => ({
  HOST_PUBLIC_URL: url,
  PORTAL_PUBLIC_URL: url,
  PROXY_PUBLIC_URL: url,
});

beforeEach(async () => {
  site = await FrontedSite.start();
  admin = await Admin.start(addressesOf(site));
});

afterEach(async () => {
  await admin.stop();
  site.stop();
});

/** `durability` is answered apart: the server that tests start gives it up, one that `DATABASE_URL` names may not. */
async function examine(): Promise<{ ok: boolean; unwell: Check[]; checks: Check[]; durability: Check }> {
  const { json } = await admin.get('doctor');
  const all = (json as { checks: Check[] }).checks;
  const checks = all.filter(({ name }) => name !== 'durability');
  const unwell = checks.filter((check) => !check.ok);
  expect(json.ok).toBe(all.every(({ ok }) => ok));
  return {
    checks,
    unwell,
    ok: unwell.length === 0,
    durability: all.find(({ name }) => name === 'durability')!,
  };
}

describe('the doctor', () => {
  it('finds a whole installation well', async () => {
    const { ok, unwell, checks } = await examine();
    expect(unwell).toEqual([]);
    expect(ok).toBe(true);
    const names = [
      'database',
      'migrations',
      'clocks',
      'blobs',
      'client office',
      'client office clock',
      'client office frame',
      'host url',
      'portal url',
      'proxy url',
      ...SELF_TESTED.map((what) => `host ${what}`),
      ...SELF_TESTED.map((what) => `proxy ${what}`),
      'portal policy',
    ];
    expect(checks.map(({ name }) => name)).toEqual([
      ...names,
      'proofs of tenants',
      'subscriptions of tenants',
      'proof self-test',
    ]);
    expect(checks.every(({ change }) => change === undefined)).toBe(true);
  });

  it('sees public addresses that lead elsewhere', async () => {
    site.status = 502;
    const { ok, unwell } = await examine();
    expect(ok).toBe(false);
    expect(unwell.map(({ name }) => name)).toEqual(['host url', 'portal url', 'proxy url']);
    expect(unwell[0]!.seen).toMatch(/answers 502$/);
    expect(unwell[0]!.change).toContain('HOST_PUBLIC_URL');
  });

  it('sees tenants whose proofs do not count', async () => {
    await adminQuery(admin.database.url, 'update tenants set soft_proof = true');
    const { unwell } = await examine();
    expect(unwell).toMatchObject([
      { name: 'proofs of tenants', ok: false, seen: expect.stringContaining('default') },
    ]);
  });

  it('sees subscriptions that end soon, and is silent about those that have ended for good', async () => {
    const until = async (end: string) => {
      await adminQuery(admin.database.url, `update tenants set valid_until = now() + interval '${end}'`);
      return (await examine()).unwell;
    };
    const soon = [
      { name: 'subscriptions of tenants', seen: expect.stringMatching(/: default \(1 in all\)$/) },
    ];
    expect(await until('29 days')).toMatchObject(soon);
    expect(await until('-1 day')).toMatchObject(soon);
    for (const end of ['40 days', '-40 days']) expect(await until(end)).toEqual([]);
  });

  it('sees settings by which PostgreSQL may lose what it has confirmed', async () => {
    const [server] = await admin.query<Record<string, string>>(
      `select current_setting('fsync') as fsync, current_setting('full_page_writes') as full_page_writes`,
    );
    const off = Object.keys(server!)
      .filter((name) => server![name] === 'off')
      .map((name) => `${name} = off`);
    const { durability } = await examine();
    expect(durability).toMatchObject({
      ok: off.length === 0,
      seen: off.join(', ') || 'no setting gives up what was confirmed',
    });
    await adminQuery(
      admin.database.url,
      `do $$ begin execute format('alter database %I set synchronous_commit = off', current_database()); end $$;
       select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
    );
    // The first to ask may get one of the connections that are gone.
    await expect
      .poll(async () => (await examine()).durability, { timeout: 20_000 })
      .toMatchObject({
        ok: false,
        seen: [...off, 'synchronous_commit = off'].join(', '),
        change: expect.stringContaining('Switch these settings'),
      });
  });

  it('sees a migration that is missing', async () => {
    await adminQuery(admin.database.url, `delete from migrations where name like 'Gateway%'`);
    const { unwell } = await examine();
    expect(unwell).toEqual([
      { name: 'migrations', ok: false, seen: 'some are missing', change: 'Apply them: npm run migrate.' },
    ]);
  });

  it('sees blobs that cannot be written', async () => {
    const blobs = path.join(admin.dataDir, 'blobs');
    await rm(blobs, { recursive: true, force: true });
    await writeFile(blobs, 'a file where the folder should be');
    const { unwell } = await examine();
    expect(unwell.map(({ name }) => name)).toEqual(['blobs']);
    expect(unwell[0]!.change).toContain('BLOB_DIR');
  });

  it('answers although the database is gone', async () => {
    await admin.database.drop();
    const { ok, unwell } = await examine();
    expect(ok).toBe(false);
    expect(unwell.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['database', 'migrations', 'clocks']),
    );
  });
});

describe('a client', () => {
  it('that does not answer is named, with what to correct', async () => {
    const other = await Admin.start({ WOPI_CLIENTS: 'cool=collabora@http://127.0.0.1:9/hosting/discovery' });
    try {
      const { json } = await other.get('doctor');
      const check = (json as { checks: Check[] }).checks.find(({ name }) => name === 'client cool')!;
      expect(check.ok).toBe(false);
      expect(check.change).toContain('http://127.0.0.1:9/hosting/discovery');
    } finally {
      await other.stop();
    }
  });

  it('whose editor needs a WebSocket is asked for one, and the one in front of it told to let it pass', async () => {
    const collabora = await CollaboraServer.start();
    const clients = `${collabora.client},docs=onlyoffice@${admin.office.url}`;
    const other = await Admin.start({ WOPI_CLIENTS: clients, ...addressesOf(site) });
    const look = async (client: string) => {
      const { checks } = (await other.get('doctor')).json as { checks: Check[] };
      return checks.find(({ name }) => name === `client ${client} websocket`)!;
    };
    try {
      expect(await look('office')).toMatchObject({ ok: true, seen: 'its editor can open one' });
      const document = encodeURIComponent(`${site.url}/wopi/files/doctor`);
      expect(collabora.sockets).toEqual([`/cool/${document}/ws?WOPISrc=${document}&compat=/ws`]);
      collabora.upgrades = false;
      expect(await look('office')).toMatchObject({
        ok: false,
        seen: expect.stringMatching(/\/ws answers 400 to an upgrade$/),
        change: expect.stringContaining('Upgrade $http_upgrade'),
      });
      expect(await look('docs')).toMatchObject({
        ok: false,
        seen: `${admin.office.origin}/doc/doctor/c/ answers 200 to an upgrade`,
      });
    } finally {
      await other.stop();
      await collabora.stop();
    }
  });
});
