import { spawnSync } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { WopiHeader } from '#wopi-protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Gateway } from '../support/gateway.js';
import { startGateway } from '../support/start-gateway.js';
import type { WopiAnswer, WopiClient } from '../support/wopi-client.js';

const MIB = 1024 * 1024;
const LOCK = 'lock';

const disk = mkdtempSync(path.join(tmpdir(), 'wopi-gateway-disk-'));
const mounted = mount('size=8m,nr_inodes=600');

function mount(options: string): boolean {
  return spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', disk]).status === 0;
}
const remount = (options: string) => expect(mount(`remount,${options}`)).toBe(true);

afterAll(() => {
  if (mounted) spawnSync('umount', [disk]);
  rmSync(disk, { recursive: true, force: true });
});

const stored = () =>
  readdirSync(disk, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => name)
    .sort();

// Only an administrator may mount the small disk.
describe.skipIf(!mounted)('a disk of 8 MiB with the contents of all files', () => {
  let gateway: Gateway;
  let client: WopiClient;

  beforeAll(async () => {
    gateway = await startGateway({ env: { BLOB_DIR: disk, LOG_LEVEL: 'silent' } });
    client = await gateway.client(await gateway.putFile(`${randomUUID()}.wopitest`, Buffer.from('old')));
    await client.lock(LOCK);
  });
  afterAll(() => gateway.stop());

  /** What is there stays as it is, to be read and locked, and nothing of what was refused is left on the disk. */
  async function refusedWith(status: number, call: () => Promise<WopiAnswer>): Promise<void> {
    const before = stored();
    const content = (await client.getFile()).body;
    const refused = await call();
    expect([refused.status, refused.body.length]).toEqual([status, 0]);
    expect(refused.headers['x-wopi-servererror']).toMatch(/./);
    expect(stored()).toEqual(before);
    expect((await client.getFile()).body.equals(content)).toBe(true);
    expect((await client.refreshLock(LOCK)).status).toBe(200);
  }
  const savedAs = async (content: Buffer) => {
    expect((await client.putFile(content, LOCK)).status).toBe(200);
    expect((await client.getFile()).body.equals(content)).toBe(true);
  };

  it('refuses what has no room, keeps what is there, and goes on by itself once there is room', async () => {
    const large = randomBytes(12 * MIB);
    await refusedWith(507, () => client.putFile(large, LOCK));
    const name = { [WopiHeader.SuggestedTarget]: 'copy.wopitest' };
    await refusedWith(507, () => client.post('PUT_RELATIVE', name, large));
    expect((await client.checkFileInfo()).json()).toMatchObject({ Version: '1', Size: 3 });
    await savedAs(Buffer.from('small'));
    remount('size=64m');
    await savedAs(large);
    remount('size=16m');
  });

  it('serves each of many saves whole or not at all when there is room for some', async () => {
    const contents = Array.from({ length: 8 }, () => randomBytes(MIB));
    const clients = await Promise.all(
      contents.map(async () =>
        gateway.client(await gateway.putFile(`${randomUUID()}.wopitest`, Buffer.alloc(0))),
      ),
    );
    const statuses = await Promise.all(
      clients.map(async (one, n) => (await one.putFile(contents[n]!)).status),
    );
    // Not all have room; when all are at it at the same moment, perhaps none.
    expect(statuses).toContain(507);
    expect(statuses.filter((status) => status !== 200 && status !== 507)).toEqual([]);
    for (const [n, status] of statuses.entries())
      expect((await clients[n]!.getFile()).body.equals(status === 200 ? contents[n]! : Buffer.alloc(0))).toBe(
        true,
      );
    const named = await gateway.query<{ key: string }>('select blob_key as key from blob_references');
    expect(stored()).toEqual([...new Set(named.map(({ key }) => key))].sort());
  });

  it('refuses saves while the disk is only to be read, and while it takes no further file', async () => {
    remount('size=64m');
    remount('ro');
    await refusedWith(500, () => client.putFile(Buffer.from('x'), LOCK));
    remount('rw');
    await savedAs(Buffer.from('read and written'));
    remount(`nr_inodes=${inodes()}`);
    await refusedWith(507, () => client.putFile(Buffer.from('x'), LOCK));
    remount('nr_inodes=2000');
    await savedAs(Buffer.from('last'));
    expect((await client.unlock(LOCK)).status).toBe(200);
  });
});

/** Files and folders of the disk, its own among them. */
const inodes = () => readdirSync(disk, { recursive: true }).length + 1;
