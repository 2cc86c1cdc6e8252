import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { Readable } from 'node:stream';
import { Global, Module, type Type } from '@nestjs/common';
import { Test, type TestingModule } from '@nestjs/testing';
import { AuditModule } from '#audit';
import { DatabaseModule, Db } from '#database';
import { DiscoveryService } from '#discovery';
import { type Actor, CreateFile, FilesModule } from '#files';
import { BlobStore } from '#storage';
import { FsStorageModule } from '#storage-fs';
import { DEFAULT_TENANT_ID as tenantId } from '#tenants';
import { TokensModule } from '#tokens';
import { cloneDatabase } from '../../support/database.js';

@Global()
@Module({
  providers: [{ provide: DiscoveryService, useValue: { clients: [] } }],
  exports: [DiscoveryService],
})
class NoDiscovery {}

/** A save as its row tells it. */
export interface SavedVersion {
  /** Minutes ago. */
  readonly ago: number;
  /** Any name; none: not of an editing session. */
  readonly session?: string;
  readonly kind?: 'explicit' | 'autosave' | 'exit';
  readonly label?: string;
  readonly pinned?: boolean;
  readonly size?: number;
}

/** The use cases of files on a database and a blob directory of their own. */
export class FilesFixture {
  private constructor(
    readonly module: TestingModule,
    readonly root: string,
    readonly actor: Actor,
    readonly stop: () => Promise<void>,
  ) {}

  static async start(): Promise<FilesFixture> {
    const clone = await cloneDatabase();
    const root = await mkdtemp(path.join(tmpdir(), 'wopi-files-'));
    const urls = { hostUrl: 'http://host.test', portalUrl: 'http://portal.test' };
    const module = await Test.createTestingModule({
      imports: [
        DatabaseModule.forRoot({ url: clone.url, applicationName: 'test', poolSize: 20 }),
        AuditModule.forRoot({ process: 'test' }),
        NoDiscovery,
        TokensModule.forRoot({ encryptionKey: 'k'.repeat(32), lifeSeconds: 60 }),
        FsStorageModule.forRoot({ root }),
        FilesModule.forRoot({ tenantId, ...urls, route: 'direct', maxFileBytes: 1024 }),
      ],
    }).compile();
    await module.init();
    const [user] = await module
      .get(Db)
      .query<{ id: string }>(
        `insert into users (tenant_id, login, display_name) values ($1, 'alice', 'Alice') returning user_id as id`,
        [tenantId],
      );
    const stop = async () => {
      await module.close();
      await clone.drop();
      await rm(root, { recursive: true, force: true });
    };
    return new FilesFixture(module, root, { tenantId, userId: user!.id }, stop);
  }

  get db(): Db {
    return this.module.get(Db);
  }

  get<T>(type: Type<T>): T {
    return this.module.get(type, { strict: false });
  }

  /** A file whose first version was created long ago, and which was saved like this since; answers its id. */
  async fileWith(saves: readonly SavedVersion[]): Promise<string> {
    const content = Readable.from([Buffer.from('first')]);
    const name = `${randomUUID()}.txt`;
    const file = await this.get(CreateFile).run(this.actor, { name, content, onConflict: 'fail' });
    await this.db.query(`update versions set created_at = now() - interval '1000 days' where file_id = $1`, [
      file.id,
    ]);
    const sessions = new Map<string, string>();
    for (const [n, save] of saves.entries()) {
      const id = save.session && (sessions.get(save.session) ?? randomUUID());
      if (save.session && id) sessions.set(save.session, id);
      await this.save(file.id, n + 2, save, id || null);
    }
    return file.id;
  }

  async exists(key: string): Promise<boolean> {
    const blob = this.module.get(BlobStore, { strict: false }).read({ tenantId, key });
    return blob.then(
      () => true,
      () => false,
    );
  }

  /** Sessions are opened at the earliest save that they could have made: 1,440 minutes ago. */
  private async save(fileId: string, version: number, save: SavedVersion, session: string | null) {
    const text = Buffer.alloc(save.size ?? 10, String(version));
    const store = this.module.get(BlobStore, { strict: false });
    const blob = await store.write(tenantId, Readable.from([text]), { maxBytes: 1024 });
    await this.db.query(
      `with kept as (insert into blobs (tenant_id, blob_key, fate) values ($1, $4, 'kept') returning blob_key),
       file as (
         update files set version = $3, blob_key = $4, size = $5, sha256 = $6 where file_id = $2 returning owner_id)
       insert into versions (tenant_id, file_id, version, origin, size, sha256, blob_key, author_id, created_at, save_kind,
         session_id, session_opened_at, label, pinned_at)
       select $1, $2, $3, 'saved', $5, $6, blob_key, owner_id, now() - make_interval(mins => $7), $8, $9::uuid,
         case when $9::uuid is not null then now() - interval '1440 minutes' end, $10, case when $11 then now() end
       from kept, file`,
      [
        tenantId,
        fileId,
        version,
        blob.key,
        blob.size,
        blob.sha256,
        save.ago,
        save.kind ?? null,
        session,
        save.label ?? null,
        save.pinned ?? false,
      ],
    );
  }
}

export { tenantId };
