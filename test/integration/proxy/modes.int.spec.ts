import 'reflect-metadata';
import { randomBytes } from 'node:crypto';
import { Db } from '#database';
import {
  parseDiscovery,
  proofKeySet,
  type ProofKeySet,
  type UpstreamMode,
  verifyProof,
} from '#wopi-protocol';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createProxy } from '../../../apps/proxy/src/create-proxy.js';
import {
  ANY_TOKEN,
  idFor,
  ProxyFixture,
  PUBLIC_URL,
  type Received,
  startUpstream,
  stopServer,
  type TestUpstream,
} from './fixture.js';

let fixture: ProxyFixture;
let upstream: TestUpstream;
let tenant: Awaited<ReturnType<ProxyFixture['addTenant']>>;

const useMode = (mode: UpstreamMode) => async () => {
  upstream = await startUpstream();
  tenant = await fixture.addTenant(upstream.filesUrl, { mode });
};

beforeAll(async () => void (fixture = await ProxyFixture.start()));
afterAll(() => fixture?.close());

const proofOf = ({ all }: Received) => {
  const [proof, proofOld, timestamp] = ['X-WOPI-Proof', 'X-WOPI-ProofOld', 'X-WOPI-TimeStamp'].map((name) => {
    const values = all(name);
    expect({ name, count: values.length }).toEqual({ name, count: 1 });
    return values[0]!;
  });
  return { proof: proof!, proofOld: proofOld!, timestamp: timestamp! };
};

describe('mode forwarded', () => {
  beforeAll(useMode('forwarded'));
  afterAll(() => stopServer(upstream.server));

  it('leaves the proof as it came, and lets the instance put together the address that it is for', async () => {
    const query = `?access_token=${ANY_TOKEN}&x=%2f~`;
    const answer = await fixture.call(idFor(tenant), {
      suffix: '/contents',
      query,
      headers: [['X-Forwarded-Uri', '/wopi/files/other'], ['X-Forwarded-Port', '1']], // prettier-ignore
    });
    expect(answer.status).toBe(200);
    const [received] = upstream.received;
    const one = (name: string) => {
      expect(received!.all(name)).toHaveLength(1);
      return received!.all(name)[0]!;
    };
    const url = `${one('X-Forwarded-Proto')}://${one('X-Forwarded-Host')}${one('X-Forwarded-Uri')}`;
    expect(url).toBe(`${PUBLIC_URL}/wopi/files/${idFor(tenant)}/contents${query}`);
    expect(one('X-Forwarded-Port')).toBe('443');
    const keys = { current: fixture.office.keys.current, old: fixture.office.keys.old };
    expect(verifyProof({ url, accessToken: ANY_TOKEN, headers: proofOf(received!) }, keys)).toEqual({
      ok: true,
      matched: 'current',
    });
  });
});

describe('mode resign', () => {
  const minute = 60_000;

  beforeAll(useMode('resign'));
  afterAll(() => stopServer(upstream.server));
  beforeEach(() => void (upstream.received.length = 0));

  /** The keys that a host knows which has just read this discovery. */
  const keysAt = async (path: string, via = fixture.proxy.url): Promise<ProofKeySet> => {
    const response = await fetch(`${via}${path}/hosting/discovery`);
    expect(response.status).toBe(200);
    return proofKeySet(parseDiscovery(await response.text()).proofKey!);
  };
  const verdictOf = (received: Received, keys: ProofKeySet) => {
    const url = new URL(upstream.filesUrl).origin + received.url;
    return verifyProof({ url, accessToken: ANY_TOKEN, headers: proofOf(received) }, keys);
  };

  it('gives the proof of the proxy itself, over the address and at the time of its own call', async () => {
    const id = idFor(tenant);
    const target = `/wopi/files/${id}?access_token=${ANY_TOKEN}`;
    const proof = fixture.office.proofFor(target, { now: Date.now() - 19 * minute });
    expect((await fixture.call(id, { proof })).status).toBe(200);
    const [received] = upstream.received;
    expect(verdictOf(received!, await keysAt('/resign'))).toEqual({ ok: true, matched: 'current' });
    const { old, current } = fixture.office.keys;
    expect(verdictOf(received!, { current, old })).toEqual({ ok: false, reason: 'signature' });
    const ticks = BigInt(proofOf(received!).timestamp);
    expect(ticks - BigInt(proof.find(([name]) => name === 'X-WOPI-TimeStamp')![1])).toBeGreaterThan(
      BigInt(18 * minute) * 10_000n,
    );
    for (const name of ['X-Forwarded-Host', 'X-Forwarded-Proto']) expect(received!.all(name)).toEqual([]);
  });

  it('vouches for no call that the client did not prove', async () => {
    expect((await fixture.call(idFor(tenant), { proof: [] })).status).toBe(500);
    expect(upstream.received).toEqual([]);
  });

  it('has its keys published where the instance is told to look, and the client’s where others are', async () => {
    const same = async (one: string, other: string) =>
      (await keysAt(one)).current.equals((await keysAt(other)).current);
    expect(await same(`/instances/${tenant.instanceId}`, '/resign')).toBe(true);
    expect(await same('', '/resign')).toBe(false);
    const other = await fixture.addTenant('https://other.example/wopi/files/', { mode: 'transparent' });
    expect(await same(`/instances/${other.instanceId}`, '')).toBe(true);
    const unknown = await fetch(`${fixture.proxy.url}/instances/${other.tenantId}/hosting/discovery`);
    expect(unknown.status).toBe(404);
  });

  it('changes keys without a call that a host would refuse, whichever replica signs and whatever it has read', async () => {
    const db = fixture.proxy.app.get(Db);
    const before = await keysAt('/resign');
    await db.query(
      "update signing_keys set signs_until = now() + interval '6 days' where purpose = 'proxy-proof'",
    );
    const replica = await createProxy(fixture.config());
    try {
      const after = await keysAt('/resign', replica.url);
      expect(after.current.equals(before.current)).toBe(false);
      expect(after.old!.equals(before.current)).toBe(true);
      for (const via of [fixture.proxy.url, replica.url]) await fixture.call(idFor(tenant), { via });
      const matched = upstream.received.map((received) =>
        [before, after].map((keys) => verdictOf(received, keys)),
      );
      expect(matched).toEqual([
        [{ ok: true, matched: 'current' }, { ok: true, matched: expect.stringMatching(/^(?:current|old-key)$/) }], // prettier-ignore
        [{ ok: true, matched: 'old-proof' }, { ok: true, matched: 'current' }], // prettier-ignore
      ]);
    } finally {
      await replica.close();
    }
  });

  it('keeps its private keys sealed: with another ENCRYPTION_KEY new ones are made', async () => {
    const before = await keysAt('/resign');
    const stranger = await createProxy(
      fixture.config({ ENCRYPTION_KEY: randomBytes(32).toString('base64') }),
    );
    try {
      expect((await keysAt('/resign', stranger.url)).current.equals(before.current)).toBe(false);
    } finally {
      await stranger.close();
    }
  });
});
