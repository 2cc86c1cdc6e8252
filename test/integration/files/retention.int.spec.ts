import { randomUUID } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { AuditService } from '#audit';
import { DeletedFiles, FileVersions, PortalFiles, Purge, RecoveredSaves } from '#files';
import { RetentionService } from '#versions';
import { FilesFixture, type SavedVersion, tenantId } from './fixture.js';

const DAY = 24 * 60;

let files: FilesFixture;
let purge: Purge;
let retention: RetentionService;

beforeAll(async () => {
  files = await FilesFixture.start();
  purge = files.get(Purge);
  retention = files.get(RetentionService);
});
afterAll(() => files.stop());
beforeEach(async () => {
  await files.db.query(
    `update retention_policies set superseded_days = null, max_versions = null, max_age_days = null, max_bytes = null,
       deleted_days = null, recovered_days = default`,
  );
  await files.db.query(`update legal_holds set released_at = now() where released_at is null`);
});

const record = (operation: string) => files.get(AuditService).companion({ tenantId, operation, status: 200 });
const policy = (change: Parameters<RetentionService['changePolicy']>[1]) =>
  retention.changePolicy(tenantId, change, record('ChangeRetention'));
const hold = async (fileId?: string, version?: string) =>
  (await retention.placeHold(tenantId, { fileId, version, reason: 'Case 7' }, record('PlaceHold')))!;

async function left(fileId: string): Promise<number[]> {
  const rows = await files.db.query<{ version: string }>(
    `select version from versions where file_id = $1 order by version`,
    [fileId],
  );
  return rows.map(({ version }) => Number(version));
}

const blobOf = async (fileId: string, version: number): Promise<string> => {
  const [row] = await files.db.query<{ key: string }>(
    `select blob_key as key from versions where file_id = $1 and version = $2`,
    [fileId, version],
  );
  return row!.key;
};

const old = (days: number, more: Partial<SavedVersion> = {}): SavedVersion => ({ ago: days * DAY, ...more });

describe('a purge', () => {
  it('removes nothing unless a policy says so', async () => {
    const fileId = await files.fileWith([old(900), old(800)]);
    await purge.run(tenantId);
    expect(await left(fileId)).toEqual([1, 2, 3]);
  });

  it.each([
    ['more than so many', { maxVersions: 2 }, [old(5), old(4), old(3), old(2)], [3, 4, 5]],
    ['what is older', { maxAgeDays: 3 }, [old(9), old(4), old(2), old(1)], [4, 5]],
    ['not the current one, however old', { maxAgeDays: 3 }, [old(9), old(8)], [3]],
    [
      'what takes more room',
      { maxBytes: 250 },
      [old(3, { size: 100 }), old(2, { size: 100 }), old(1, { size: 100 })],
      [3, 4],
    ],
    ['not what is pinned', { maxVersions: 0 }, [old(3), old(2, { pinned: true }), old(1)], [3, 4]],
    ['not what has a label', { maxAgeDays: 1 }, [old(9), old(8, { label: 'As sent' }), old(7)], [3, 4]],
    [
      'nothing marked in the count',
      { maxVersions: 1 },
      [old(4), old(3, { pinned: true }), old(2), old(1)],
      [3, 4, 5],
    ],
    [
      'what another save stands for',
      { supersededDays: 0 },
      [
        { ago: 25, session: 's' },
        { ago: 20, session: 's' },
        { ago: 15, session: 's', kind: 'explicit' },
        { ago: 10, session: 's' },
      ],
      [1, 4, 5],
    ],
  ] as [string, object, SavedVersion[], number[]][])('removes %s', async (_, change, saves, expected) => {
    const fileId = await files.fileWith(saves);
    const before = await Promise.all([1, ...saves.map((_save, n) => n + 2)].map((n) => blobOf(fileId, n)));
    await policy(change);
    const { versions } = await purge.preview(tenantId);
    expect(versions).toBeGreaterThan(0);
    expect(await purge.run(tenantId)).toMatchObject({ versions });
    expect(await left(fileId)).toEqual(expected);
    const there = await Promise.all(before.map((key) => files.exists(key)));
    expect(there).toEqual(before.map((_key, n) => expected.includes(n + 1)));
    const [row] = await files.db.query<{ count: number }>(
      `select (detail->>'count')::int as count from audit_log where operation = 'PurgeVersions' and file_id = $1`,
      [fileId],
    );
    expect(row).toEqual({ count: before.length - expected.length });
  });

  it('keeps the versions of a deleted file as long as the policy says, pinned or not', async () => {
    const fileId = await files.fileWith([old(3), old(2, { pinned: true })]);
    await files.get(PortalFiles).delete(files.actor, fileId);
    await policy({ maxVersions: 0, deletedDays: 30 });
    await purge.run(tenantId);
    expect(await left(fileId)).toEqual([1, 2, 3]);
    await files.db.query(`update files set deleted_at = now() - interval '31 days' where file_id = $1`, [
      fileId,
    ]);
    await purge.run(tenantId);
    expect(await left(fileId)).toEqual([]);
  });

  it('leaves the bytes that another row names', async () => {
    const fileId = await files.fileWith([old(2), old(1)]);
    const key = await blobOf(fileId, 2);
    await files.get(FileVersions).restore(files.actor, fileId, '2');
    await policy({ maxVersions: 0 });
    await purge.run(tenantId);
    expect([await left(fileId), await files.exists(key)]).toEqual([[4], true]);
  });

  it('lets go of the parts that content was made of, but not of those that other content shares', async () => {
    const fileId = await files.fileWith([old(3), old(2), old(1)]);
    const [own, shared, made] = [
      await blobOf(fileId, 1),
      await blobOf(fileId, 4),
      `assembled-${randomUUID()}`,
    ];
    await files.db.query(
      `with made as (insert into blobs (tenant_id, blob_key, fate) values ($1, $2, 'kept') returning blob_key)
       update versions set blob_key = made.blob_key from made where file_id = $3 and version = 2`,
      [tenantId, made, fileId],
    );
    await files.db.query(
      `insert into blob_parts (tenant_id, blob_key, position, part_key) values ($1, $2, 0, $3), ($1, $2, 1, $4)`,
      [tenantId, made, own, shared],
    );
    await policy({ maxVersions: 2 });
    await purge.run(tenantId);
    expect([await left(fileId), await files.exists(own)]).toEqual([[2, 3, 4], true]);
    await policy({ maxVersions: 0 });
    await purge.run(tenantId);
    expect([await left(fileId), await files.exists(own), await files.exists(shared)]).toEqual([
      [4],
      false,
      true,
    ]);
  });

  it('takes as much at once as one may wait for, and goes on until nothing is left', async () => {
    const fileId = await files.fileWith([old(2)]);
    await files.db.query(
      `insert into versions (tenant_id, file_id, version, origin, size, sha256, blob_key, author_id, created_at)
       select tenant_id, file_id, n, origin, size, sha256, blob_key, author_id, created_at
       from versions, generate_series(3, 12002) n where file_id = $1 and version = 2`,
      [fileId],
    );
    await files.db.query(`update files set version = 12002 where file_id = $1`, [fileId]);
    await policy({ maxVersions: 0 });
    expect(await purge.run(tenantId)).toMatchObject({ versions: 12_001 });
    expect(await left(fileId)).toEqual([12_002]);
    const slices = await files.db.query<{ count: number }>(
      `select (detail->>'count')::int as count from audit_log where operation = 'PurgeVersions' and file_id = $1`,
      [fileId],
    );
    expect(slices.map(({ count }) => count).toSorted((a, b) => a - b)).toEqual([2001, 5000, 5000]);
  });

  it('waits for a turn that somebody has for a moment', async () => {
    const fileId = await files.fileWith([old(2)]);
    await policy({ maxVersions: 0 });
    const begun = new EventEmitter();
    const report = once(begun, 'begun').then(() => purge.run(tenantId));
    await files.db.transaction(async () => {
      await retention.awaitTurn(tenantId);
      begun.emit('begun');
      await sleep(400);
    });
    expect(await report).toMatchObject({ versions: 1 });
    expect(await left(fileId)).toEqual([2]);
  });

  it('is done by one at a time', async () => {
    await files.fileWith([old(2), old(1)]);
    await policy({ maxVersions: 0 });
    const reports = await Promise.all(Array.from({ length: 8 }, () => purge.run(tenantId)));
    expect(reports.some((report) => report !== undefined)).toBe(true);
    const [{ sum }] = (await files.db.query<{ sum: number }>(
      `select sum((detail->>'count')::int)::int as sum from audit_log where operation = 'PurgeVersions'
       and occurred_at > now() - interval '10 seconds'`,
    )) as [{ sum: number }];
    expect(sum).toBeGreaterThan(0);
    expect(await purge.preview(tenantId)).toEqual({ versions: 0, bytes: 0 });
  });
});

describe('a legal hold', () => {
  it.each([
    ['a tenant', () => hold(), [1, 2, 3]],
    ['a file', (fileId: string) => hold(fileId), [1, 2, 3]],
    ['a version', (fileId: string) => hold(fileId, '2'), [2, 3]],
  ] as const)(
    'over %s keeps it whatever the policy says, until it is released',
    async (_, place, expected) => {
      const fileId = await files.fileWith([old(2), old(1)]);
      const { holdId } = await place(fileId);
      await policy({ maxVersions: 0, maxAgeDays: 0 });
      await purge.run(tenantId);
      expect(await left(fileId)).toEqual(expected);
      expect(await retention.releaseHold(tenantId, holdId, record('ReleaseHold'))).toBe(true);
      expect(await retention.releaseHold(tenantId, holdId, record('ReleaseHold'))).toBe(false);
      await purge.run(tenantId);
      expect(await left(fileId)).toEqual([3]);
    },
  );

  it('outlives the file', async () => {
    const fileId = await files.fileWith([old(2), old(1)]);
    await hold(fileId, '2');
    await files.get(PortalFiles).delete(files.actor, fileId);
    await files.db.query(`update files set deleted_at = now() - interval '9 days' where file_id = $1`, [
      fileId,
    ]);
    await policy({ deletedDays: 1 });
    await purge.run(tenantId);
    expect(await left(fileId)).toEqual([2]);
    const listed = await files.get(FileVersions).list({ tenantId }, fileId);
    expect(listed).toMatchObject([{ version: '2', held: true }]);
  });

  it('keeps what could not be saved, from policy and person', async () => {
    const fileId = await files.fileWith([old(1)]);
    const recovered = randomUUID();
    await files.db.query(
      `insert into recovered_saves (tenant_id, recovered_id, file_id, author_id, session_id, client, reason, size, sha256, blob_key, created_at)
       select tenant_id, $2, file_id, author_id, gen_random_uuid(), 'office', 'lock_lost', size, '\\x00', blob_key,
         now() - interval '91 days' from versions where file_id = $1 and version = 1`,
      [fileId, recovered],
    );
    const { holdId } = await hold(fileId);
    await purge.run(tenantId);
    const saves = files.get(RecoveredSaves);
    await expect(saves.discard(files.actor, recovered)).rejects.toMatchObject({ code: 'held' });
    expect(await saves.list(files.actor)).toMatchObject([{ id: recovered }]);
    await retention.releaseHold(tenantId, holdId, record('ReleaseHold'));
    expect(await purge.run(tenantId)).toMatchObject({ recovered: 1 });
    expect(await saves.list(files.actor)).toEqual([]);
  });

  it('is not placed on what is not there', async () => {
    const fileId = await files.fileWith([]);
    expect(await hold(randomUUID())).toBeUndefined();
    expect(await hold(fileId, '9')).toBeUndefined();
  });

  it('that was placed is in time, whatever a purge is doing', async () => {
    await policy({ maxVersions: 0 });
    for (let round = 0; round < 20; round++) {
      const fileId = await files.fileWith([old(2), old(1)]);
      const placed = hold(fileId).then(() => left(fileId));
      const [kept] = await Promise.all([placed, purge.run(tenantId)]);
      await purge.run(tenantId);
      expect(await left(fileId)).toEqual(kept);
    }
  });
});

describe('a purge and who wants the content again', () => {
  it('never leave a file that is back without its versions', async () => {
    await policy({ deletedDays: 0 });
    for (let round = 0; round < 20; round++) {
      const fileId = await files.fileWith([old(1)]);
      await files.get(PortalFiles).delete(files.actor, fileId);
      const back = files.get(DeletedFiles).restore(files.actor, fileId);
      const [restored] = await Promise.allSettled([back, purge.run(tenantId)]);
      expect(await left(fileId)).toEqual(restored.status === 'fulfilled' ? [1, 2] : []);
    }
  });

  it('never leave a version without its bytes, whoever comes first', async () => {
    await policy({ maxVersions: 0 });
    for (let round = 0; round < 40; round++) {
      const fileId = await files.fileWith([old(2), old(1)]);
      const restored = files
        .get(FileVersions)
        .restore(files.actor, fileId, '2')
        .then(
          () => true,
          (error: { code?: string }) => {
            expect(error.code).toBe('not_found');
            return false;
          },
        );
      const [done] = await Promise.all([restored, purge.run(tenantId)]);
      for (const version of await left(fileId))
        expect(await files.exists(await blobOf(fileId, version))).toBe(true);
      expect((await left(fileId)).at(-1)).toBe(done ? 4 : 3);
    }
  });
});
