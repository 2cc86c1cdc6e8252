import 'reflect-metadata';
import { readdir, utimes } from 'node:fs/promises';
import * as path from 'node:path';
import { Global, Module } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { AuditModule } from '#audit';
import { DatabaseModule } from '#database';
import { DiscoveryService } from '#discovery';
import { FilesModule, OrphanSweeper } from '#files';
import { FsStorageModule } from '#storage-fs';
import { DEFAULT_TENANT_ID as tenantId } from '#tenants';
import { TokensModule } from '#tokens';

const TWO_DAYS_MS = 48 * 3600 * 1000;

@Global()
@Module({
  providers: [{ provide: DiscoveryService, useValue: { clients: [] } }],
  exports: [DiscoveryService],
})
class NoDiscovery {}

/** Sweeps the blobs of an installation once, as if all of them were two days old. */
export async function sweepOrphans(databaseUrl: string, blobDir: string): Promise<void> {
  const then = new Date(Date.now() - TWO_DAYS_MS);
  for (const entry of await readdir(blobDir, { recursive: true, withFileTypes: true })) {
    if (entry.isFile()) await utimes(path.join(entry.parentPath, entry.name), then, then);
  }
  const urls = { hostUrl: 'http://host.test', portalUrl: 'http://portal.test' };
  const module = await Test.createTestingModule({
    imports: [
      DatabaseModule.forRoot({ url: databaseUrl, applicationName: 'test', poolSize: 2 }),
      AuditModule.forRoot({ process: 'test' }),
      NoDiscovery,
      TokensModule.forRoot({ encryptionKey: 'k'.repeat(32), lifeSeconds: 60 }),
      FsStorageModule.forRoot({ root: blobDir }),
      FilesModule.forRoot({ tenantId, ...urls, route: 'direct', maxFileBytes: 1024 }),
    ],
  }).compile();
  await module.get(OrphanSweeper).sweep();
  await module.close();
}
