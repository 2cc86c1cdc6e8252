import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DEFAULT_TENANT_ID as tenantId } from '#tenants';
import { Portal, type Visitor } from '../../support/portal.js';

interface Listed {
  readonly id: string;
  readonly name: string;
  readonly size: number;
  readonly deletedByName?: string;
}

let portal: Portal;
let alice: Visitor;
let bob: Visitor;
let admin: Visitor;
let fileId: string;
let name: string;

beforeAll(async () => {
  portal = await Portal.start();
  [alice, bob, admin] = await Promise.all([
    portal.signIn('alice'),
    portal.signIn('bob'),
    portal.signIn('root'),
  ]);
  await portal.db.query(`update users set role = 'administrator' where login = 'root'`);
});
afterAll(() => portal.stop());
beforeEach(async () => {
  name = `${randomUUID()}.docx`;
  fileId = await portal.upload(alice, name, 'words');
});

const remove = (target = `files/${fileId}`) => portal.fetch('DELETE', `/api/portal/${target}`, { as: alice });
const restore = (as = alice) => portal.fetch('POST', `/api/portal/deleted/${fileId}/restore`, { as });
const restored = async (as = alice) => (await (await restore(as)).json()) as { name: string };
const folderOf = async (id: string) =>
  (await portal.db.query<{ id: string }>(`select container_id as id from files where file_id = $1`, [id]))[0]!
    .id;

async function listed(as: Visitor): Promise<Listed | undefined> {
  const response = await portal.fetch('GET', '/api/portal/deleted', { as });
  const { deleted } = (await response.json()) as { deleted: Listed[] };
  return deleted.find(({ id }) => id === fileId);
}

async function newFolder(): Promise<string> {
  const parent = await folderOf(fileId);
  const json = { name: randomUUID(), parent };
  const response = await portal.fetch('POST', '/api/portal/folders', { as: alice, json });
  return ((await response.json()) as { id: string }).id;
}

const moveTo = (folder: string) =>
  portal.fetch('PATCH', `/api/portal/files/${fileId}`, { as: alice, json: { folder } });

describe('a deleted file', () => {
  it('is shown to its owner and to administrators, with who deleted it', async () => {
    expect(await listed(alice)).toBeUndefined();
    await remove();
    const shown = { id: fileId, name, size: 5, ownerName: 'Alice', deletedByName: 'Alice' };
    expect(await listed(alice)).toMatchObject(shown);
    expect(await listed(admin)).toMatchObject(shown);
    expect(await listed(bob)).toBeUndefined();
    expect((await restore(bob)).status).toBe(404);
  });

  it.each([
    ['its owner', () => alice],
    ['an administrator', () => admin],
  ])('is back where it was, with its history, when %s wants it', async (_, who) => {
    const folder = await newFolder();
    await moveTo(folder);
    await remove();
    expect(await restored(who())).toMatchObject({ id: fileId, name, version: '1' });
    expect(await folderOf(fileId)).toBe(folder);
    const content = await portal.fetch('GET', `/api/portal/files/${fileId}/versions/1/content`, {
      as: alice,
    });
    expect(await content.text()).toBe('words');
    expect(await listed(alice)).toBeUndefined();
    const rows = await portal.db.query(
      `select from audit_log where operation = 'RestoreFile' and file_id = $1`,
      [fileId],
    );
    expect(rows).toHaveLength(1);
  });

  it('gets another name where its own is taken', async () => {
    await remove();
    await portal.upload(alice, name.toUpperCase(), 'another');
    expect((await restored()).name).toBe(name.replace('.docx', ' (2).docx'));
  });

  it('goes to the root where its folder is gone', async () => {
    const root = await folderOf(fileId);
    const folder = await newFolder();
    await moveTo(folder);
    await remove();
    expect((await remove(`folders/${folder}`)).status).toBe(204);
    expect((await restored()).name).toBe(name);
    expect(await folderOf(fileId)).toBe(root);
  });

  it('is brought back once, by whoever comes first', async () => {
    await remove();
    const answers = await Promise.all(Array.from({ length: 12 }, () => restore()));
    const having = (wanted: number) => answers.filter(({ status }) => status === wanted).length;
    expect([having(200), having(404)]).toEqual([1, 11]);
  });

  it('is not shown once its content was purged, nor brought back', async () => {
    await remove();
    await portal.db.query(`delete from versions where file_id = $1`, [fileId]);
    expect(await listed(alice)).toBeUndefined();
    expect((await restore()).status).toBe(404);
  });

  it('stays deleted where there is no room for it', async () => {
    await remove();
    await portal.db.query(
      `insert into storage_quotas (tenant_id, quota_bytes, used_bytes) values ($1, 10, 6)`,
      [tenantId],
    );
    const refused = await restore();
    await portal.db.query(`delete from storage_quotas`);
    expect(refused.status).toBe(507);
    expect(await refused.text()).toContain('There is no room left');
    expect((await restored()).name).toBe(name);
  });
});
