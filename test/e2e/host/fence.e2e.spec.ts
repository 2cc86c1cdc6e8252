import { createHash, randomUUID } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import * as path from 'node:path';
import { PassThrough } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { WopiHeader } from '#wopi-protocol';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { cloneDatabase } from '../../support/database.js';
import { Gateway } from '../../support/gateway.js';
import { TestClock } from '../../support/test-clock.js';
import type { WopiAnswer, WopiClient } from '../../support/wopi-client.js';

const HALF_AN_HOUR = 1801;

let gateway: Gateway;
let clock: TestClock;
let replicas: WopiClient[];

beforeAll(async () => {
  const database = await cloneDatabase();
  clock = await TestClock.install(database, HALF_AN_HOUR);
  gateway = await Gateway.start(database, { hosts: 2, profile: 'microsoft365-plus' });
});
afterAll(async () => {
  await clock.stop();
  await gateway.stop();
});
beforeEach(async () => {
  const file = await gateway.putFile(`${randomUUID()}.wopitest`, Buffer.from('first'));
  const client = await gateway.client(file);
  replicas = gateway.hostUrls.map((url) => client.at(url));
});

const pass = () => clock.share((passing) => passing());
const { CoauthLockId, CoauthLockType, CoauthLockExpirationTimeout } = WopiHeader;
const coauthLock = (client: WopiClient, id: string) =>
  client.post('GET_COAUTH_LOCK', {
    [CoauthLockId]: id,
    [CoauthLockType]: 'Coauth',
    [CoauthLockExpirationTimeout]: '600',
  });

const blobs = async () =>
  (await readdir(path.join(gateway.dataDir, 'blobs'), { recursive: true, withFileTypes: true })).filter(
    (entry) => entry.isFile(),
  ).length;

/** A save that has sent half of its bytes, which the host has begun to store. */
async function begun(
  client: WopiClient,
  shown: Record<string, string>,
): Promise<{ finish: () => Promise<WopiAnswer> }> {
  const before = await blobs();
  const body = new PassThrough();
  const answer = client.putFile(body, undefined, { ...shown, 'Content-Length': '8' });
  body.write('half');
  for (let n = 0; n < 600 && (await blobs()) === before; n++) await sleep(20);
  return { finish: () => (body.end('half'), answer) };
}

describe('a holder that pauses until its lock has expired', () => {
  it.each([
    ['a WOPI lock', { [WopiHeader.Lock]: 'old' }],
    ['a coauth lock', { [CoauthLockId]: 'old' }],
  ])('of %s cannot save over who came after it, not even what it had begun to send', async (_, shown) => {
    const [holder, other] = [replicas[0]!, replicas[1]!];
    const taken = CoauthLockId in shown ? await coauthLock(holder, 'old') : await holder.lock('old');
    expect(taken.status).toBe(200);
    const save = await begun(holder, shown);
    await pass();
    expect((await other.lock('new')).status).toBe(200);
    expect((await other.putFile(Buffer.from('theirs'), 'new')).status).toBe(200);
    const late = [await save.finish(), await holder.putFile(Buffer.from('late'), undefined, shown)];
    expect(late.map(({ status, lock }) => [status, lock])).toEqual([
      [409, 'new'],
      [409, 'new'],
    ]);
    expect((await holder.getFile()).body.toString()).toBe('theirs');
  });

  it('cannot save when nobody came after it either', async () => {
    await replicas[0]!.lock('old');
    const save = await begun(replicas[0]!, { [WopiHeader.Lock]: 'old' });
    await pass();
    const { status, lock } = await save.finish();
    expect([status, lock]).toEqual([409, '']);
    expect((await replicas[1]!.getFile()).body.toString()).toBe('first');
  });
});

describe('readers and writers', () => {
  const WRITERS = 4;
  const READERS = 4;
  const SAVES = 10;

  /** A number again and again: half of one content and half of another would show. */
  const contentOf = (n: number): Buffer => Buffer.alloc(200_000 + (n % 7) * 150_000, `${n},`);
  const hash = (content: Buffer) => createHash('sha256').update(content).digest('base64');

  it('every read is one whole version, not older than the last that was acknowledged', async () => {
    const saved = new Map<number, string>([[1, hash(Buffer.from('first'))]]);
    let acknowledged = 1;
    let writing = WRITERS;
    const reads: { version: number; sha256: string; atLeast: number }[] = [];
    await replicas[0]!.lock('L');

    const writer = async (w: number) => {
      for (let n = 0; n < SAVES; n++) {
        const content = contentOf(w * SAVES + n);
        const { status, version } = await replicas[w % 2]!.putFile(content, 'L');
        expect(status).toBe(200);
        saved.set(Number(version), hash(content));
        acknowledged = Math.max(acknowledged, Number(version));
      }
      writing -= 1;
    };
    const reader = async (r: number) => {
      while (writing > 0) {
        const atLeast = acknowledged;
        const { body, version } = await replicas[r % 2]!.getFile();
        reads.push({ version: Number(version), sha256: hash(body), atLeast });
        const known = acknowledged;
        const info = (await replicas[r % 2]!.checkFileInfo()).json<{ Version: string; SHA256: string }>();
        reads.push({ version: Number(info.Version), sha256: info.SHA256, atLeast: known });
      }
    };
    await Promise.all([
      ...Array.from({ length: WRITERS }, (_, w) => writer(w)),
      ...Array.from({ length: READERS }, (_, r) => reader(r)),
    ]);
    expect(saved.size).toBe(1 + WRITERS * SAVES);
    for (const { version, sha256, atLeast } of reads) {
      expect(sha256).toBe(saved.get(version));
      expect(version).toBeGreaterThanOrEqual(atLeast);
    }
    expect(new Set(reads.map(({ version }) => version)).size).toBeGreaterThan(1);
  });
});
