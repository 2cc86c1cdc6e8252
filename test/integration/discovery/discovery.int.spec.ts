import 'reflect-metadata';
import type { RequestListener } from 'node:http';
import { createPublicKey } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { DiscoveryOptions } from '#discovery';
import { discoveryProofKey } from '#wopi-protocol';
import { cloneDatabase, type DatabaseClone } from '../../support/database.js';
import { type Office, type Replica, until, World } from './fixture.js';

let database: DatabaseClone;
let world: World;
let office: Office;

beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  world = new World(database);
  office = await world.office();
});
afterEach(() => world.end());

const known = ({ discovery }: Replica) => until(() => discovery.peekProofKeys('office') !== undefined);
/** A process that found the row of another at its start, so that it has nothing under way. */
async function settled(options: Partial<DiscoveryOptions>): Promise<Replica> {
  const first = await world.replica(office);
  await known(first);
  await first.close();
  return world.replica(office, options);
}
const usesKey = ({ discovery }: Replica, key = office.keys.current) =>
  discovery.peekProofKeys('office')?.current.equals(createPublicKey(key)) === true;

describe('a good discovery', () => {
  it('is fetched at boot, and its keys are built once', async () => {
    const { discovery } = await world.replica(office);
    await until(() => discovery.peekProofKeys('office') !== undefined);
    expect(discovery.peekProofKeys('office')).toBe(discovery.peekProofKeys('office'));
    expect(await discovery.proofKeys('office')).toBe(discovery.peekProofKeys('office'));
    expect((await discovery.discovery('office')).zones).toHaveLength(1);
    expect(office.requests).toBe(1);
    expect(discovery.client('office')).toEqual(discovery.clients[0]);
  });

  it('answers what opens a file', async () => {
    const replica = await world.replica(office);
    await known(replica);
    const { discovery } = replica;
    const found = {
      client: discovery.clients[0],
      appName: 'Word',
      favIconUrl: 'https://office.example/w.ico',
      urlsrc: 'https://office.example/we/edit?<ui=UI_LLCC&>',
    };
    expect(await discovery.actionFor('office', 'DOCX', 'edit')).toEqual(found);
    expect(await discovery.clientsFor('.docx', 'edit')).toEqual([found]);
    expect(await discovery.actionFor('office', 'docx', 'view')).toBeUndefined();
    expect(await discovery.actionFor('office', 'docx', 'edit', new Set(['locks']))).toBeUndefined();
    expect(await discovery.actionFor('office', 'docx', 'edit', new Set(['locks', 'update']))).toEqual(found);
    expect(await discovery.clientsFor('xyz', 'edit')).toEqual([]);
  });

  it('is not fetched again by the next process', async () => {
    const first = await world.replica(office);
    await known(first);
    await first.close();
    await office.stop();
    const second = await world.replica(office);
    expect(usesKey(second)).toBe(true);
    expect(office.requests).toBe(1);
  });

  it('is fetched again when it is old', async () => {
    const replica = await world.replica(office, { refreshAfterMs: 500, leastIntervalMs: 0, rereadMs: 50 });
    await known(replica);
    office.rotate();
    await until(() => usesKey(replica));
    expect(replica.errors).toEqual([]);
  });

  it('tells of names that are not configured', async () => {
    const { discovery } = await world.replica(office);
    expect(() => discovery.client('other')).toThrow('There is no WOPI client named other.');
    expect(() => discovery.peekProofKeys('other')).toThrow('There is no WOPI client named other.');
    await expect(discovery.discovery('other')).rejects.toMatchObject({ name: 'UnknownClientError' });
  });
});

describe('refreshSoon', () => {
  it('makes one fetch of ten calls in two processes, and both have the new keys', async () => {
    const first = await world.replica(office);
    await known(first);
    await letAMinutePass(first);
    const replicas = [await world.replica(office), await world.replica(office)];
    office.rotate();
    // Slow enough that the process which does not fetch has to wait for the one that does.
    office.answer = (_, response) => void setTimeout(() => response.end(office.document()), 300);
    office.requests = 0;
    const changed = await Promise.all(
      Array.from({ length: 10 }, (_, i) => replicas[i % 2]!.discovery.refreshSoon('office', 'proof-failure')),
    );
    expect(office.requests).toBe(1);
    expect(changed).toEqual(Array(10).fill(true));
    expect(replicas.map((replica) => usesKey(replica))).toEqual([true, true]);
  });

  it('fetches at most once a minute, in whichever process', async () => {
    const one = await world.replica(office);
    await known(one);
    const other = await world.replica(office);
    office.rotate();
    for (const { discovery } of [one, other]) {
      expect(await discovery.refreshSoon('office', 'old-key')).toBe(false);
    }
    expect(office.requests).toBe(1);
    await letAMinutePass(one);
    const third = await world.replica(office);
    expect(await third.discovery.refreshSoon('office', 'proof-failure')).toBe(true);
    await until(() => usesKey(one) && usesKey(other));
    expect(office.requests).toBe(2);
  });

  it('resolves to false when the document is the same', async () => {
    const replica = await settled({ leastIntervalMs: 0 });
    const keys = office.requests;
    expect(await replica.discovery.refreshSoon('office', 'proof-failure')).toBe(false);
    expect(office.requests).toBe(keys + 1);
  });

  it('does not wait for a process that failed', async () => {
    const one = await world.replica(office);
    await known(one);
    await one.db.query(
      "update discoveries set tried_at = now(), failure = 'It was away.' where discovery_url = $1",
      [office.url],
    );
    const other = await world.replica(office, { fetchTimeoutMs: 600_000 });
    expect(await other.discovery.refreshSoon('office', 'proof-failure')).toBe(false);
  });

  /** By the clock of the database, which is the one that counts over all processes. */
  async function letAMinutePass({ db }: Replica): Promise<void> {
    await db.query(
      "update discoveries set tried_at = tried_at - interval '1 minute', fetched_at = fetched_at - interval '1 minute' where discovery_url = $1",
      [office.url],
    );
  }
});

describe('a bad discovery', () => {
  const text =
    (body: string): RequestListener =>
    (_, response) =>
      response.end(body);
  const html = '<!DOCTYPE html><html><body>Sign in</body></html>';

  const BAD: [string, (of: Office) => RequestListener, RegExp][] = [
    ['one byte more than 2 MiB', (of) => text(of.document().padEnd(2 * 1024 * 1024 + 1)), /larger/],
    [
      'endless',
      () => (_, response) => response.on('drain', () => response.write(SPACES)).write(SPACES),
      /larger/,
    ],
    ['one byte at a time', () => drip, /too long/],
    [
      'a document type',
      (of) =>
        text(
          `<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>${of.document().replace(/^<\?.*\?>/, '')}`,
        ),
      /document type|not well-formed/,
    ],
    ['an unknown entity', (of) => text(of.document().replace('Word', '&lol;')), /not well-formed/],
    [
      'a redirect',
      (of) => (_, response) => response.writeHead(302, { location: `${of.url}/other` }).end(),
      /redirect/,
    ],
    ['200 with HTML', () => text(html), /discovery|document type|well-formed/],
    ['HTML without a document type', () => text('<html><body>Sign in</body></html>'), /not a WOPI discovery/],
    ['503', () => (_, response) => response.writeHead(503).end(), /503/],
    [
      'compressed',
      (of) => (_, response) => response.setHeader('content-encoding', 'gzip').end(of.document()),
      /compresses/,
    ],
    [
      'only javascript: addresses',
      (of) => text(of.document().replaceAll('https://office.example/we', 'javascript:alert(1)//')),
      /no action/,
    ],
    ['cut in the middle', (of) => text(of.document().slice(0, 700)), /well-formed/],
    ['without proof keys', (of) => text(of.document().replace(/<proof-key[^>]*>/, '')), /no proof keys/],
    [
      'with a weak proof key',
      (of) => text(of.document().replace(/ exponent="[^"]*"/, ' exponent="AQ=="')),
      /exponent/,
    ],
    [
      'with a short proof key',
      (of) => text(of.document().replace(/ modulus="[^"]*"/, ' modulus="wQ=="')),
      /bits/,
    ],
    ['nothing', () => (request) => request.socket.destroy(), /broke/],
  ];
  const SPACES = ' '.repeat(65_536);
  const drip: RequestListener = (_, response) => {
    const timer = setInterval(() => response.write('<'), 20);
    response.once('close', () => clearInterval(timer));
  };

  it.each(BAD)('(%s) leaves the last good one in use, and is told once', async (_, answer, why) => {
    const replica = await settled({ leastIntervalMs: 0, retryMs: 600_000, fetchTimeoutMs: 1_000 });
    const before = replica.discovery.peekProofKeys('office');
    const asked = office.requests;
    office.rotate();
    office.answer = answer(office);
    for (let i = 0; i < 2; i++) {
      expect(await replica.discovery.refreshSoon('office', 'proof-failure')).toBe(false);
    }
    expect(office.requests).toBe(asked + 2);
    expect(replica.discovery.peekProofKeys('office')).toBe(before);
    expect(await replica.discovery.clientsFor('docx', 'edit')).toHaveLength(1);
    const [status] = await replica.discovery.status();
    expect(status!.failure).toMatch(why);
    expect(replica.errors).toEqual([expect.stringMatching(why)]);
    office.answer = undefined;
    expect(await replica.discovery.refreshSoon('office', 'proof-failure')).toBe(true);
    expect((await replica.discovery.status())[0]).toMatchObject({
      apps: 1,
      zones: ['external-https'],
      proofKeys: true,
    });
    expect((await replica.discovery.status())[0]!.failure).toBeUndefined();
  });

  it('leaves nothing in use where there never was a good one, and is tried again', async () => {
    office.answer = text(html);
    const replica = await world.replica(office, { leastIntervalMs: 0 });
    const { discovery } = replica;
    await expect(discovery.discovery('office')).rejects.toThrow(
      /^The discovery of office is not available\. ./,
    );
    await expect(discovery.actionFor('office', 'docx', 'edit')).rejects.toMatchObject({
      name: 'DiscoveryUnavailable',
    });
    expect(await discovery.proofKeys('office')).toBeUndefined();
    expect(await discovery.clientsFor('docx', 'edit')).toEqual([]);
    expect(await discovery.status()).toMatchObject([
      { name: 'office', zones: [], apps: 0, proofKeys: false },
    ]);
    expect(replica.errors).toHaveLength(1);
    office.answer = undefined;
    await known(replica);
    expect((await discovery.discovery('office')).zones).toHaveLength(1);
  });

  it('does not keep a process from starting before its client, which is found soon after without an alarm', async () => {
    await office.stop();
    const replica = await world.replica(office, { leastIntervalMs: 600, retryMs: 200 });
    await until(async () => (await replica.discovery.status())[0]!.failure !== undefined);
    expect(replica.errors).toEqual([]);
    await office.listen();
    await known(replica);
    expect(replica.errors).toEqual([]);
  });

  it('lets those who ask wait for the next attempt where a client started just after this process', async () => {
    await office.stop();
    const replica = await world.replica(office, { retryMs: 600_000 });
    await until(async () => (await replica.discovery.status())[0]!.failure !== undefined);
    await office.listen();
    expect(await replica.discovery.proofKeys('office')).toBeDefined();
    expect(office.requests).toBe(1);
  });

  it('may lack keys where the client never signs, but not once it did', async () => {
    const proofKey = discoveryProofKey(office.keys.current, office.keys.old);
    office.answer = text(office.document().replace(/<proof-key[^>]*>/, ''));
    const { discovery } = await world.replica(office, { leastIntervalMs: 0 }, 'collabora');
    const refreshed = async () => {
      await discovery.refreshSoon('office', 'proof-failure');
      return (await discovery.status())[0]!;
    };
    expect(await discovery.actionFor('office', 'docx', 'edit')).toMatchObject({ appName: 'Word' });
    expect(discovery.peekProofKeys('office')).toBeUndefined();
    expect(await discovery.proofKeys('office')).toBeUndefined();
    office.answer = text(office.document({ proofKey }));
    await until(async () => (await refreshed()).proofKeys);
    office.answer = text(office.document().replace(/<proof-key[^>]*>/, ''));
    await until(async () => (await refreshed()).failure !== undefined);
    expect(discovery.peekProofKeys('office')).toBeDefined();
    expect((await discovery.status())[0]!.failure).toMatch(/no proof keys any more/);
  });
});
