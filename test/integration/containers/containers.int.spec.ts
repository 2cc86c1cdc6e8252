import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { Readable } from 'node:stream';
import { Global, Module } from '@nestjs/common';
import { Test, type TestingModule } from '@nestjs/testing';
import { AuditModule } from '#audit';
import { ContainersModule, ContainersService, MOST_LEVELS } from '#containers';
import { DatabaseModule, Db } from '#database';
import { DiscoveryService } from '#discovery';
import { CreateFile, FilesModule } from '#files';
import { FsStorageModule } from '#storage-fs';
import { DEFAULT_TENANT_ID as tenantId } from '#tenants';
import { TokensModule } from '#tokens';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cloneDatabase, type DatabaseClone } from '../../support/database.js';

@Global()
@Module({
  providers: [{ provide: DiscoveryService, useValue: { clients: [] } }],
  exports: [DiscoveryService],
})
class NoDiscovery {}

let clone: DatabaseClone;
let root: string;
let module: TestingModule;
let db: Db;
let folders: ContainersService;
let alice: string;
let bob: string;

const key = (containerId: string) => ({ tenantId, containerId });

async function person(login: string): Promise<string> {
  const [user] = await db.query<{ id: string }>(
    `insert into users (tenant_id, login, display_name) values ($1, $2, $2) returning user_id as id`,
    [tenantId, login],
  );
  return user!.id;
}

const make = (name: string, parentId: string, containerId: string = randomUUID()) =>
  folders.create({ tenantId, containerId, parentId, name, createdBy: alice });

async function made(name: string, parentId: string): Promise<string> {
  const containerId = randomUUID();
  expect(await make(name, parentId, containerId)).toBe('done');
  return containerId;
}

const putFile = (containerId: string, name = `${randomUUID()}.txt`) =>
  module
    .get(CreateFile)
    .run(
      { tenantId, userId: alice },
      { name, containerId, content: Readable.from([Buffer.from('x')]), onConflict: 'fail' },
    );

const names = async (id: string) => (await folders.children(key(id))).map(({ name }) => name);

beforeAll(async () => {
  clone = await cloneDatabase();
  root = await mkdtemp(path.join(tmpdir(), 'wopi-containers-'));
  const urls = { hostUrl: 'http://host.test', portalUrl: 'http://portal.test' };
  module = await Test.createTestingModule({
    imports: [
      DatabaseModule.forRoot({ url: clone.url, applicationName: 'test', poolSize: 16 }),
      AuditModule.forRoot({ process: 'test' }),
      NoDiscovery,
      ContainersModule,
      TokensModule.forRoot({ encryptionKey: 'k'.repeat(32), lifeSeconds: 60 }),
      FsStorageModule.forRoot({ root }),
      FilesModule.forRoot({ tenantId, ...urls, route: 'direct', maxFileBytes: 1024 }),
    ],
  }).compile();
  await module.init();
  db = module.get(Db);
  folders = module.get(ContainersService);
  [alice, bob] = [await person('alice'), await person('bob')];
});
afterAll(async () => {
  await module.close();
  await clone.drop();
  await rm(root, { recursive: true, force: true });
});

describe('a tree', () => {
  it('begins with a root that each person has from the first moment, and keeps', async () => {
    expect(await folders.find(key(alice))).toMatchObject({ id: alice, ownerId: alice, parentId: undefined });
    expect(await folders.remove(key(alice), alice)).toBe('root');
    expect(await folders.find(key(randomUUID()))).toBeUndefined();
  });

  it('knows the way down to a folder, and what lies in it by name', async () => {
    const a = await made('Way', alice);
    const [c, b] = [await made('charlie', a), await made('Bravo', a)];
    expect((await folders.pathTo(key(c))).map(({ id }) => id)).toEqual([alice, a, c]);
    expect(await folders.pathTo(key(randomUUID()))).toEqual([]);
    expect((await folders.children(key(a))).map(({ id }) => id)).toEqual([b, c]);
  });

  it('has one folder of a name, in any case, and has the name free again when it is gone', async () => {
    const a = await made('Names', alice);
    const first = await made('Straße', a);
    expect(await make('STRASSE', a)).toBe('done');
    expect(await make('straße', a)).toBe('taken');
    expect(await folders.takenNames(key(a), ['STRAßE', 'other'])).toEqual(new Set(['STRAßE']));
    expect(await folders.rename(key(first), 'strasse')).toBe('taken');
    expect(await folders.rename(key(first), 'free')).toBe('done');
    expect(await folders.remove(key(first), alice)).toBe('done');
    expect(await make('Free', a)).toBe('done');
  });

  it('goes no deeper than anyone can want', async () => {
    let parent = await made('Deep', bob);
    for (let level = 2; level < MOST_LEVELS; level++) parent = await made('x', parent);
    expect(await make('one more', parent)).toBe('too_deep');
    const pair = await made('pair', bob);
    await made('inner', pair);
    const up = (await folders.find(key(parent)))!.parentId!;
    expect(await folders.move(key(pair), up)).toBe('too_deep');
  });
});

describe('moving', () => {
  it('takes everything along, and refuses what would make a circle or leave the tree', async () => {
    const [a, b] = [await made('From', alice), await made('To', alice)];
    const inner = await made('Inner', a);
    expect(await folders.move(key(inner), b)).toBe('done');
    expect((await folders.pathTo(key(inner))).map(({ id }) => id)).toEqual([alice, b, inner]);
    expect(await folders.move(key(b), inner)).toBe('within_itself');
    expect(await folders.move(key(b), b)).toBe('within_itself');
    expect(await folders.move(key(b), bob)).toBe('elsewhere');
    expect(await folders.move(key(b), randomUUID())).toBe('gone');
    expect(await folders.move(key(alice), b)).toBe('within_itself');
    await made('inner', a);
    expect(await folders.move(key(inner), a)).toBe('taken');
  });

  it('makes no circle, whoever moves what into what at the same time', async () => {
    const top = await made('Circle', alice);
    const ids = await Promise.all(Array.from({ length: 6 }, (_, i) => made(`n${i}`, top)));
    const pick = () => ids[Math.floor(Math.random() * ids.length)]!;
    for (let round = 0; round < 12; round++) {
      await Promise.all(Array.from({ length: 16 }, () => folders.move(key(pick()), pick())));
      const ways = await Promise.all(ids.map((id) => folders.pathTo(key(id))));
      expect(ways.map(([first]) => first?.id)).toEqual(ids.map(() => alice));
    }
  });
});

describe('races', () => {
  it('give a name to one of many', async () => {
    const parent = await made('Race', alice);
    const outcomes = await Promise.all(Array.from({ length: 16 }, () => make('same', parent)));
    expect(outcomes.filter((outcome) => outcome === 'done')).toHaveLength(1);
    expect(await names(parent)).toEqual(['same']);
  });

  it('never leave a folder or a file in a folder that was removed', async () => {
    const orphans = `
      select from containers k join containers p on p.tenant_id = k.tenant_id and p.container_id = k.parent_id
      where k.deleted_at is null and p.deleted_at is not null
      union all
      select from files f join containers p on p.tenant_id = f.tenant_id and p.container_id = f.container_id
      where f.deleted_at is null and p.deleted_at is not null`;
    const outcomes = new Set<string>();
    for (let round = 0; round < 25; round++) {
      const target = await made(`target ${round}`, alice);
      const elsewhere = await made(`elsewhere ${round}`, alice);
      const work = [
        ...Array.from({ length: 2 }, () => () => make(randomUUID(), target)),
        ...Array.from({ length: 2 }, () => () => {
          return putFile(target).then(
            () => 'put',
            () => 'refused',
          );
        }),
        () => folders.move(key(elsewhere), target),
        ...Array.from({ length: 8 }, () => () => folders.remove(key(target), alice)),
      ];
      // Spread over longer than one of them takes, so that each comes first now and then.
      const begun = work.map((act) => sleep(Math.random() * 50).then<string>(act));
      for (const outcome of await Promise.all(begun)) outcomes.add(outcome);
    }
    expect(await db.query(orphans)).toEqual([]);
    // Both came first now and then, or nothing was raced.
    for (const outcome of ['not_empty', 'gone', 'put', 'refused']) expect(outcomes).toContain(outcome);
  });
});

describe('files', () => {
  it('have names of their own in each folder, and belong to whom the folder belongs to', async () => {
    const [a, b] = [await made('A', alice), await made('B', alice)];
    const file = await putFile(a, 'same.txt');
    expect(file).toMatchObject({ containerId: a, ownerId: alice });
    await putFile(b, 'same.txt');
    await expect(putFile(a, 'SAME.txt')).rejects.toMatchObject({ code: 'name_taken' });
    await expect(putFile(randomUUID())).rejects.toMatchObject({ code: 'not_found' });
    expect(await folders.remove(key(a), alice)).toBe('not_empty');
  });
});
