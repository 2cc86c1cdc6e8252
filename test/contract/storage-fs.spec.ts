import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { FsBlobStore } from '#storage-fs';
import { afterAll, describe } from 'vitest';
import { blobStoreContract } from './blob-store.contract.js';

const root = mkdtempSync(path.join(tmpdir(), 'wopi-blobs-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe('FsBlobStore', () => {
  blobStoreContract(() => new FsBlobStore(path.join(root, 'not', 'made', 'yet')));
});
