import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Admin } from './fixture.js';

const DEFAULT = {
  foldMinutes: 30,
  supersededDays: 30,
  maxVersions: null,
  maxAgeDays: null,
  maxBytes: null,
  deletedDays: null,
  recoveredDays: 90,
  recoveredPerFile: 20,
  recoveredBytes: 1024 ** 3,
};

let admin: Admin;
let file: string;
let versions: string;

beforeAll(async () => {
  admin = await Admin.start();
});
afterAll(() => admin.stop());
beforeEach(async () => {
  const put = await admin.post(`files?name=${randomUUID()}.txt&owner=anna`, Buffer.from('words'));
  file = (put.json as { id: string }).id;
  versions = `files/${file}/versions`;
});

const patch = (target: string, body: object) => admin.call('PATCH', `/admin/v1/${target}`, body);
const remove = (target: string) => admin.call('DELETE', `/admin/v1/${target}`);
const listed = async () =>
  ((await admin.get(versions)).json as { versions: { version: string }[] }).versions.map(
    ({ version }) => version,
  );
const audited = async (operation: string) =>
  (
    await admin.query<{ count: number }>(
      `select count(*)::int as count from audit_log where operation = $1 and status < 300`,
      [operation],
    )
  )[0]!.count;

describe('versions', () => {
  it('are listed, shown, read and restored', async () => {
    expect((await admin.get(versions)).json).toMatchObject({
      versions: [
        { version: '1', origin: 'created', authorName: 'anna', current: true, pinned: false, held: false },
      ],
    });
    expect((await admin.get(`${versions}/1`)).json).toMatchObject({ version: '1', size: 5 });
    const content = await admin.get(`${versions}/1/content`);
    expect([content.status, content.text]).toEqual([200, 'words']);
    expect(content.headers.get('content-disposition')).toContain('attachment');
    expect((await admin.post(`${versions}/1/restore`)).json).toEqual({ id: file, version: '2' });
    expect(await listed()).toEqual(['2', '1']);
  });

  it('are labelled and pinned', async () => {
    const marked = await patch(`${versions}/1`, { label: ' As sent ', pinned: true });
    expect(marked.json).toMatchObject({ label: 'As sent', pinned: true });
    expect((await patch(`${versions}/1`, { label: null, pinned: false })).json).toMatchObject({
      pinned: false,
    });
    expect((await admin.get(`${versions}/1`)).json).not.toHaveProperty('label');
    for (const body of [{}, { label: '' }, { label: 'x'.repeat(201) }, { pinned: 1 }, { colour: 'red' }])
      expect((await patch(`${versions}/1`, body)).status).toBe(400);
    expect(await audited('LabelVersion')).toBe(2);
    expect(await audited('PinVersion')).toBe(1);
  });

  it('that are not there are not found', async () => {
    for (const target of [`${versions}/9`, `${versions}/9/content`, `files/${randomUUID()}/versions`])
      expect((await admin.get(target)).status).toBe(404);
    expect((await admin.post(`${versions}/9/restore`)).status).toBe(404);
    expect((await patch(`${versions}/9`, { pinned: true })).status).toBe(404);
    expect((await admin.get(`${versions}/x`)).status).toBe(404);
  });

  it('stay out of the way of an editor', async () => {
    await admin.query(
      `insert into locks (tenant_id, file_id, lock_id, expires_at)
       select tenant_id, file_id, 'A', now() + interval '1 hour' from files where file_id = $1`,
      [file],
    );
    const { status, json } = await admin.post(`${versions}/1/restore`);
    expect([status, (json as { detail: string }).detail]).toEqual([
      409,
      'The file is being edited right now. Try again when it is closed.',
    ]);
  });
});

describe('retention', () => {
  it('has a policy of which limits are changed one by one', async () => {
    expect((await admin.get('retention')).json).toEqual(DEFAULT);
    const changed = await patch('retention', { maxVersions: 7, supersededDays: null });
    expect(changed.json).toEqual({ ...DEFAULT, maxVersions: 7, supersededDays: null });
    await patch('retention', { maxVersions: null, supersededDays: 30 });
    expect((await admin.get('retention')).json).toEqual(DEFAULT);
    for (const body of [{ maxVersions: -1 }, { foldMinutes: null }, { maxAgeDays: '7' }, { unknown: 1 }])
      expect((await patch('retention', body)).status).toBe(400);
    expect(await audited('ChangeRetention')).toBe(2);
  });

  it('purges what neither policy nor hold keeps', async () => {
    await admin.post(`${versions}/1/restore`);
    await patch('retention', { maxVersions: 0 });
    const hold = await admin.post('retention/holds', { file, version: '1', reason: 'Case 7' });
    expect(hold.json).toMatchObject({ fileId: file, version: '1', reason: 'Case 7', releasedAt: null });
    await admin.post('retention/purge', {});
    expect((await admin.post('retention/purge', { preview: true })).json).toEqual({ versions: 0, bytes: 0 });
    expect((await admin.get(`${versions}/1`)).json).toMatchObject({ held: true });
    const id = (hold.json as { holdId: string }).holdId;
    expect((await remove(`retention/holds/${id}`)).status).toBe(204);
    expect((await remove(`retention/holds/${id}`)).status).toBe(404);
    expect((await admin.get('retention/holds')).json).toMatchObject({ holds: [{ holdId: id }] });
    expect((await admin.post('retention/purge', {})).json).toEqual({ versions: 1, bytes: 5, recovered: 0 });
    await patch('retention', { maxVersions: null });
    expect(await listed()).toEqual(['2']);
    const counts = ['PlaceHold', 'ReleaseHold', 'PurgeVersions'].map(audited);
    expect(await Promise.all(counts)).toEqual([1, 1, 2]);
  });

  it('holds only what is there', async () => {
    expect((await admin.post('retention/holds', { file: randomUUID(), reason: 'x' })).status).toBe(404);
    expect((await admin.post('retention/holds', { file, version: '9', reason: 'x' })).status).toBe(404);
    for (const body of [{ file }, { version: '1', reason: 'x' }, { file, reason: ' ' }])
      expect((await admin.post('retention/holds', body)).status).toBe(400);
  });
});

describe('the recovery bin', () => {
  const refused = async () => {
    const [row] = await admin.query<{ id: string }>(
      `insert into recovered_saves (tenant_id, file_id, author_id, session_id, client, reason, size, sha256, blob_key)
       select tenant_id, file_id, author_id, gen_random_uuid(), 'office', 'lock_lost', size, sha256('other'), blob_key
       from versions where file_id = $1 and version = 1 returning recovered_id as id`,
      [file],
    );
    return row!.id;
  };

  it('is listed, read, restored and emptied', async () => {
    const id = await refused();
    const list = await admin.get('recovered');
    expect(list.json).toMatchObject({
      recovered: [{ id, fileId: file, reason: 'lock_lost', authorName: 'anna' }],
    });
    expect((await admin.get(`recovered/${id}/content`)).text).toBe('words');
    expect((await admin.post(`recovered/${id}/restore`, { as: 'copy' })).status).toBe(400);
    expect((await admin.post(`recovered/${id}/restore`, {})).json).toMatchObject({ id: file, version: '2' });
    expect((await admin.post(`recovered/${id}/restore`, {})).status).toBe(404);
    const made = await admin.post(`recovered/${await refused()}/restore`, { as: 'file' });
    expect((made.json as { name: string }).name).toMatch(/ \(recovered\)\.txt$/);
    expect((await remove(`recovered/${await refused()}`)).status).toBe(204);
    expect((await admin.get('recovered')).json).toEqual({ recovered: [] });
  });
});

describe('the quota', () => {
  it('is none, is set, and is lifted, each with its row in the audit log', async () => {
    const none = await admin.get('storage');
    expect(none.json).toMatchObject({ quotaBytes: null, usedBytes: expect.any(Number) as number });
    const { usedBytes } = none.json as { usedBytes: number };
    const set = await patch('storage', { quotaBytes: usedBytes + 5 });
    expect(set.json).toMatchObject({ quotaBytes: usedBytes + 5, usedBytes });
    const put = (text: string) => admin.post(`files?name=${randomUUID()}.txt&owner=anna`, Buffer.from(text));
    expect((await put('words!')).status).toBe(507);
    expect((await put('words')).status).toBe(201);
    expect((await patch('storage', { quotaBytes: -1 })).status).toBe(400);
    expect((await patch('storage', { quotaBytes: null })).json).toMatchObject({ quotaBytes: null });
    expect((await put('more words')).status).toBe(201);
    expect(await audited('SetQuota')).toBe(2);
  });
});

describe('deleted files', () => {
  it('are listed and restored, under another name where their own is taken', async () => {
    await admin.query(`update files set deleted_at = now() where file_id = $1`, [file]);
    const [row] = await admin.query<{ name: string }>(`select name from files where file_id = $1`, [file]);
    await admin.post(`files?name=${row!.name}&owner=anna`, Buffer.from('another'));
    expect((await admin.get('deleted-files')).json).toMatchObject({
      deleted: [{ id: file, name: row!.name, size: 5, ownerName: 'anna' }],
    });
    const restored = await admin.post(`deleted-files/${file}/restore`, {});
    expect(restored.json).toMatchObject({ id: file, name: row!.name.replace('.txt', ' (2).txt') });
    expect((await admin.post(`deleted-files/${file}/restore`, {})).status).toBe(404);
    expect((await admin.get('deleted-files')).json).toEqual({ deleted: [] });
    expect(await audited('RestoreFile')).toBe(1);
  });
});
