import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, rm, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { Readable } from 'node:stream';
import { Global, Module } from '@nestjs/common';
import { Test, type TestingModule } from '@nestjs/testing';
import { AuditModule } from '#audit';
import { DatabaseModule, Db } from '#database';
import { DiscoveryService } from '#discovery';
import { CreateFile, FilesModule, OrphanSweeper, PortalFiles } from '#files';
import { BlobStore } from '#storage';
import { FsStorageModule } from '#storage-fs';
import { DEFAULT_TENANT_ID as tenantId } from '#tenants';
import { TokensModule } from '#tokens';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { cloneDatabase, type DatabaseClone } from '../../support/database.js';

const TWO_DAYS_MS = 48 * 3600 * 1000;

@Global()
@Module({
  providers: [{ provide: DiscoveryService, useValue: { clients: [] } }],
  exports: [DiscoveryService],
})
class NoDiscovery {}

let clone: DatabaseClone;
let root: string;
let module: TestingModule;
let blobs: BlobStore;
let userId: string;

const content = (text: string) => Readable.from([Buffer.from(text)]);
const orphan = () => blobs.write(tenantId, content('orphan'), { maxBytes: 100 });
const exists = ({ key }: { key: string }) =>
  blobs.read({ tenantId, key }).then(
    () => true,
    () => false,
  );

/** Makes every blob look two days old. */
async function age(): Promise<void> {
  const then = new Date(Date.now() - TWO_DAYS_MS);
  for (const entry of await readdir(root, { recursive: true, withFileTypes: true })) {
    if (entry.isFile()) await utimes(path.join(entry.parentPath, entry.name), then, then);
  }
}

beforeAll(async () => {
  clone = await cloneDatabase();
  root = await mkdtemp(path.join(tmpdir(), 'wopi-sweeper-'));
  const urls = { hostUrl: 'http://host.test', portalUrl: 'http://portal.test' };
  module = await Test.createTestingModule({
    imports: [
      DatabaseModule.forRoot({ url: clone.url, applicationName: 'test', poolSize: 10 }),
      AuditModule.forRoot({ process: 'test' }),
      NoDiscovery,
      TokensModule.forRoot({ encryptionKey: 'k'.repeat(32), lifeSeconds: 60 }),
      FsStorageModule.forRoot({ root }),
      FilesModule.forRoot({ tenantId, ...urls, route: 'direct', maxFileBytes: 1024 }),
    ],
  }).compile();
  await module.init();
  blobs = module.get(BlobStore, { strict: false });
  const [user] = await module
    .get(Db)
    .query<{ id: string }>(
      `insert into users (tenant_id, login, display_name) values ($1, 'alice', 'Alice') returning user_id as id`,
      [tenantId],
    );
  userId = user!.id;
});
afterAll(async () => {
  await module.close();
  await clone.drop();
  await rm(root, { recursive: true, force: true });
});

it('removes old blobs that no version names, and nothing else', async () => {
  const actor = { tenantId, userId };
  const file = await module
    .get(CreateFile)
    .run(actor, { name: 'a.txt', content: content('kept'), onConflict: 'fail' });
  const old = await orphan();
  await age();
  const young = await orphan();
  expect(await module.get(OrphanSweeper).sweep()).toBe(1);
  expect([await exists(old), await exists(young)]).toEqual([false, true]);
  await module.get(PortalFiles).delete(actor, file.id);
  await age();
  expect(await module.get(OrphanSweeper).sweep()).toBe(1);
  const [version] = await module
    .get(Db)
    .query<{ key: string }>('select blob_key as key from versions where file_id = $1', [file.id]);
  expect(await exists(version!)).toBe(true);
});

it('never removes the blob of a save that commits meanwhile, whoever comes first', async () => {
  const sweeper = module.get(OrphanSweeper);
  const db = module.get(Db);
  for (let round = 0; round < 20; round++) {
    const blob = await orphan();
    await age();
    const publish = db
      .query(
        `with kept as (
           insert into blobs (tenant_id, blob_key, fate) values ($1, $2, 'kept')
           on conflict (tenant_id, blob_key) do update set fate = blobs.fate where blobs.fate = 'kept' returning blob_key)
         insert into files (tenant_id, file_id, name, owner_id, container_id, version, size, sha256, blob_key, created_by, modified_by)
         select $1, $3::uuid, $3::uuid::text, $4, $4, 1, 0, '', blob_key, $4, $4 from kept returning file_id`,
        [tenantId, blob.key, randomUUID(), userId],
      )
      .then((rows) => rows.length === 1);
    const [published] = await Promise.all([publish, sweeper.sweep()]);
    expect(await exists(blob)).toBe(published);
  }
});
