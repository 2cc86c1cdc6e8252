import { randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import fs, { type FileHandle } from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { Readable } from 'node:stream';
import { FsBlobStore } from '#storage-fs';
import { afterAll, afterEach, beforeEach, expect, it } from 'vitest';

const parent = mkdtempSync(path.join(tmpdir(), 'wopi-durable-'));
const { open, mkdir } = fs;
const limits = { maxBytes: 1024 };

/** What the store asked of the disk, in order, by paths below the folder of this test. */
let asked: string[];
/** Told before the disk is asked to keep something; throws where it shall fail. */
let beforeSync: (name: string) => void;
let root: string;

/** Stands between the store and the disk: `fs` is one object for all of this process. */
beforeEach(() => {
  root = path.join(mkdtempSync(path.join(parent, 'test-')), 'blobs');
  asked = [];
  beforeSync = () => undefined;
  fs.open = async (file, ...rest) => watched(await open(file, ...rest), nameOf(String(file)));
  fs.mkdir = (async (directory: string, mode: number) => {
    await mkdir(directory, mode);
    asked.push(`make ${nameOf(directory)}`);
  }) as typeof fs.mkdir;
  syncBuiltinESMExports();
});
afterEach(() => {
  Object.assign(fs, { open, mkdir });
  syncBuiltinESMExports();
});
afterAll(() => rmSync(parent, { recursive: true, force: true }));

function watched(handle: FileHandle, name: string): FileHandle {
  const sync = handle.sync.bind(handle);
  handle.sync = async () => {
    beforeSync(name);
    await sync();
    asked.push(`sync ${name}`);
  };
  return handle;
}

const tenantId = randomUUID();
/** `.` for the folder that the store's own lies in, and what kind of thing it is below. */
function nameOf(file: string): string {
  const names = path.relative(path.dirname(root), file).split(path.sep);
  return ['.', 'blobs', 'tenant', 'shelf', 'blob'][names[0] === '' ? 0 : names.length]!;
}
const save = (store: FsBlobStore) => store.write(tenantId, Readable.from([Buffer.from('content')]), limits);
const stored = () =>
  readdirSync(path.dirname(root), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
const failing = (name: string) => (asks: string) => {
  if (asks === name) throw Object.assign(new Error('EIO: i/o error, fsync'), { code: 'EIO' });
};

it('a blob counts once its bytes are on the disk, then its name, and those of all folders above', async () => {
  await save(new FsBlobStore(root));
  const named = ['make blobs', 'sync .', 'make tenant', 'sync blobs', 'make shelf', 'sync tenant'];
  expect(asked).toEqual([...named, 'sync blob', 'sync shelf']);
});

it('folders that somebody else has made a moment ago are not taken for safe, but once they are known to be', async () => {
  for (let shelf = 0; shelf < 256; shelf += 1)
    await mkdir(path.join(root, tenantId, shelf.toString(16).padStart(2, '0')), { recursive: true });
  const store = new FsBlobStore(root);
  await save(store);
  expect(asked).toEqual(['sync .', 'sync blobs', 'sync tenant', 'sync blob', 'sync shelf']);
  asked = [];
  for (let n = 0; n < 8; n += 1) await save(store);
  expect(asked.filter((what) => what === 'sync .' || what === 'sync blobs')).toEqual([]);
});

it.each(['blob', 'shelf', 'tenant', 'blobs', '.'])(
  'nothing is left of a save when "%s" cannot be kept',
  async (name) => {
    const store = new FsBlobStore(root);
    beforeSync = failing(name);
    await expect(save(store)).rejects.toMatchObject({ code: 'failed' });
    expect(asked).not.toContain(`sync ${name}`);
    expect(stored()).toEqual([]);
  },
);

it('a folder whose name could not be kept is made anew, since asking again would say that all is well', async () => {
  const store = new FsBlobStore(root);
  beforeSync = failing('blobs');
  await Promise.all([1, 2].map(() => expect(save(store)).rejects.toMatchObject({ code: 'failed' })));
  beforeSync = () => undefined;
  asked = [];
  await save(store);
  expect(asked.slice(0, 2)).toEqual(['make tenant', 'sync blobs']);
  expect(stored()).toHaveLength(1);
});

it('a disk that was mounted anew, without any of the folders, takes what is saved next', async () => {
  const store = new FsBlobStore(root);
  await save(store);
  rmSync(root, { recursive: true });
  for (let n = 0; n < 4; n += 1) await save(store);
  expect(stored()).toHaveLength(4);
});
