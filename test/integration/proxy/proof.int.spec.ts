import 'reflect-metadata';
import { Db } from '#database';
import { createProxy } from '../../../apps/proxy/src/create-proxy.js';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newProofKey, newProofPair } from '../../support/wopi-client.js';
import {
  ANY_TOKEN,
  idFor,
  ProxyFixture,
  PUBLIC_URL,
  startUpstream,
  stopServer,
  type TestUpstream,
} from './fixture.js';

const MINUTE = 60_000;
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

describe('the proof', () => {
  const statusWith = async (make: (target: string) => [string, string][]) => {
    const id = idFor(tenant);
    return (await fixture.call(id, { proof: make(targetOf(id)) })).status;
  };

  it('is accepted by the current key, as old proof by the current key, and by the old key', async () => {
    const { current, old } = fixture.office.keys;
    const next = newProofKey();
    expect(await statusWith((target) => fixture.office.proofFor(target))).toBe(200);
    expect(
      await statusWith((target) =>
        fixture.office.proofFor(target, { keys: { current: next, old: current } }),
      ),
    ).toBe(200);
    expect(
      await statusWith((target) => fixture.office.proofFor(target, { keys: { current: old, old: next } })),
    ).toBe(200);
    expect(upstream.received).toHaveLength(3);
  });

  it.each<[string, (target: string) => [string, string][]]>([
    [
      'old proof by the old key',
      (target) =>
        fixture.office.proofFor(target, { keys: { current: newProofKey(), old: fixture.office.keys.old } }),
    ],
    ['other keys', (target) => fixture.office.proofFor(target, { keys: newProofPair() })],
    ['none', () => []],
    ['no time', (target) => fixture.office.proofFor(target).slice(0, 2)],
    ['a time 21 minutes ago', (target) => fixture.office.proofFor(target, { now: Date.now() - 21 * MINUTE })],
    ['a time 6 minutes ahead', (target) => fixture.office.proofFor(target, { now: Date.now() + 6 * MINUTE })],
    ['another host', (target) => fixture.office.proofFor(target, { origin: 'https://other.proxy.example' })],
    [
      'another scheme',
      (target) => fixture.office.proofFor(target, { origin: PUBLIC_URL.replace('https', 'http') }),
    ],
    [
      'the host that was connected to',
      (target) => fixture.office.proofFor(target, { origin: fixture.proxy.url }),
    ],
    ['another file', (target) => fixture.office.proofFor(target.replace('?', '/contents?'))],
    ['another token', (target) => fixture.office.proofFor(`${target}x`)],
    [
      'half a signature',
      (target) =>
        fixture.office
          .proofFor(target)
          .map(([name, value]) => [name, name.endsWith('TimeStamp') ? value : value.slice(0, 100)]),
    ],
  ])('is refused: %s', async (_, make) => {
    expect(await statusWith(make)).toBe(500);
    expect(upstream.received).toEqual([]);
  });

  it('of a client that has just rotated its keys is accepted at once', async () => {
    const id = idFor(tenant);
    const replica = await createProxy(fixture.config());
    try {
      expect((await fixture.call(id, { via: replica.url })).status).toBe(200);
      // Attempts are a minute apart, over all replicas.
      await fixture.proxy.app.get(Db).query("update discoveries set tried_at = now() - interval '1 hour'");
      fixture.client.rotateTo(newProofPair());
      const answers = await Promise.all(
        Array.from({ length: 5 }, () => fixture.call(id, { via: replica.url })),
      );
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
      await fixture.eventually(async () => (await fixture.call(id)).status === 200);
    } finally {
      await replica.close();
    }
  });

  it('is not asked for where it is switched off', async () => {
    const open = await ProxyFixture.start({ WOPI_PROOF: 'off' });
    try {
      const { secret } = await open.addTenant(upstream.filesUrl);
      const id = idFor({ filesUrl: upstream.filesUrl, secret });
      expect((await open.call(id, { proof: [] })).status).toBe(200);
      expect((await open.call(id, { proof: [], query: '' })).status).toBe(401);
    } finally {
      await open.close();
    }
  });
});
