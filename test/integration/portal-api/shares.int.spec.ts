import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DEFAULT_TENANT_ID } from '#tenants';
import { Portal, type Visitor } from '../../support/portal.js';

interface Shared {
  readonly id: string;
  readonly name: string;
  readonly rights: string;
  readonly ownerName: string;
}

let portal: Portal;
let alice: Visitor;
let bob: Visitor;
let bobId: string;
let root: string;
let file: string;

const call = (as: Visitor, method: string, target: string, json?: object) =>
  portal.fetch(method, `/api/portal/${target}`, { as, ...(json && { json }) });
const status = async (as: Visitor, method: string, target: string, json?: object) =>
  (await call(as, method, target, json)).status;
const read = async <T>(as: Visitor, target: string) => (await (await call(as, 'GET', target)).json()) as T;
const share = (target: string, rights: string, grantee = bobId, as = alice) =>
  status(as, 'PUT', `${target}/shares/${grantee}`, { rights });
const unshare = (target: string, as = alice) => status(as, 'DELETE', `${target}/shares/${bobId}`);
const withMe = (as: Visitor) => read<{ files: Shared[]; folders: Shared[] }>(as, 'shared-with-me');
const folder = async (as: Visitor, parent: string) => {
  const response = await call(as, 'POST', 'folders', { name: randomUUID(), parent });
  return ((await response.json()) as { id: string }).id;
};
const put = async (parent: string) => {
  const id = await portal.upload(alice, `${randomUUID()}.docx`);
  await call(alice, 'PATCH', `files/${id}`, { folder: parent });
  return id;
};

beforeAll(async () => {
  portal = await Portal.start();
  [alice, bob] = await Promise.all([portal.signIn('alice'), portal.signIn('bob')]);
  bobId = await portal.member('bob');
  root = (await read<{ id: string }>(alice, 'folders')).id;
});
afterAll(() => portal.stop());
beforeEach(async () => {
  file = await portal.upload(alice, `${randomUUID()}.docx`);
});

/** What each right lets its holder do with a file, as statuses. */
const TABLE: readonly [string, number[]][] = [
  ['view', [200, 200, 403, 403, 403, 403]],
  ['comment', [200, 200, 403, 403, 403, 403]],
  ['edit', [200, 200, 200, 204, 403, 403]],
  ['manage', [200, 200, 200, 204, 200, 204]],
];

describe('a file that was shared', () => {
  it.each(TABLE)('for %s lets its holder do so much and no more', async (rights, expected) => {
    expect(await share(`files/${file}`, rights)).toBe(204);
    expect(
      await Promise.all([
        status(bob, 'GET', `files/${file}/content`),
        status(bob, 'GET', `files/${file}/versions`),
      ]),
    ).toEqual(expected.slice(0, 2));
    const name = `${randomUUID()}.docx`;
    expect([
      await status(bob, 'PATCH', `files/${file}`, { name }),
      await status(bob, 'PATCH', `files/${file}/versions/1`, { label: 'x' }),
      await status(bob, 'GET', `files/${file}/shares`),
      await status(bob, 'DELETE', `files/${file}`),
    ]).toEqual(expected.slice(2));
  });

  it('is listed with its right, and no longer once it is taken back', async () => {
    expect(await status(bob, 'GET', `files/${file}/content`)).toBe(404);
    await share(`files/${file}`, 'view');
    await share(`files/${file}`, 'edit');
    expect((await withMe(bob)).files.filter(({ id }) => id === file)).toMatchObject([
      { rights: 'edit', ownerName: 'Alice' },
    ]);
    expect((await withMe(alice)).files).toEqual([]);
    expect([await unshare(`files/${file}`), await unshare(`files/${file}`)]).toEqual([204, 404]);
    expect((await withMe(bob)).files.filter(({ id }) => id === file)).toEqual([]);
    expect(await status(bob, 'GET', `files/${file}/content`)).toBe(404);
  });

  it.each([
    ['view', 'view'],
    ['comment', 'view'],
    ['edit', 'edit'],
  ])('for %s opens for %s in an editor that knows no comments', async (rights, action) => {
    await share(`files/${file}`, rights);
    expect((await portal.fetch('GET', `/open/${file}?action=edit`, { as: bob })).status).toBe(200);
    const rows = await portal.db.query(`select action, vouched from sessions where file_id = $1`, [file]);
    expect(rows).toEqual([{ action, vouched: false }]);
  });

  it.each([
    ['view', 403],
    ['comment', 403],
    ['edit', 200],
  ])('for %s is downloaded with %i where it is for looking at only', async (rights, expected) => {
    await share(`files/${file}`, rights);
    await portal.db.query(`update files set secure_view = true where file_id = $1`, [file]);
    for (const content of ['content', 'versions/1/content']) {
      const answer = await call(bob, 'GET', `files/${file}/${content}`);
      expect(answer.status).toBe(expected);
      expect((await answer.text()).includes('not download it')).toBe(expected === 403);
      expect(await status(alice, 'GET', `files/${file}/${content}`)).toBe(200);
    }
    const [listed] = (await withMe(bob)).files.filter(({ id }) => id === file);
    expect((listed as { secured?: boolean }).secured ?? false).toBe(expected === 403);
  });

  it('leaves a row in the audit log for each change', async () => {
    await share(`files/${file}`, 'comment');
    await unshare(`files/${file}`);
    const rows = await portal.db.query(
      `select operation, user_id = $2 as alice, detail from audit_log where file_id = $1 and operation like '%Share' order by occurred_at`,
      [file, await portal.member('alice')],
    );
    expect(rows).toEqual([
      { operation: 'SetShare', alice: true, detail: { with: bobId, rights: 'comment' } },
      { operation: 'RemoveShare', alice: true, detail: { with: bobId } },
    ]);
  });
});

describe('a folder that was shared', () => {
  it('shows what is in it at any depth, and nothing of what lies above or beside', async () => {
    const outer = await folder(alice, root);
    const inner = await folder(alice, outer);
    const deep = await put(inner);
    await share(`folders/${outer}`, 'view');
    const mine = (await withMe(bob)).folders.filter(({ id }) => id === outer);
    expect(mine).toMatchObject([{ rights: 'view', ownerName: 'Alice' }]);
    const opened = await read<{ path: Shared[]; files: Shared[]; rights: string }>(bob, `folders/${inner}`);
    expect(opened.path.map(({ id }) => id)).toEqual([outer, inner]);
    expect(opened).toMatchObject({ rights: 'view', files: [{ id: deep, rights: 'view' }] });
    expect([
      await status(bob, 'GET', `folders/${root}`),
      await status(bob, 'GET', `files/${file}/content`),
    ]).toEqual([404, 404]);
    expect(await status(bob, 'POST', 'folders', { name: 'x', parent: inner })).toBe(403);
  });

  it('takes what somebody with edit puts into it, which is its owner’s', async () => {
    const outer = await folder(alice, root);
    await share(`folders/${outer}`, 'edit');
    const target = `/api/portal/files?name=new.docx&folder=${outer}`;
    const made = await portal.fetch('POST', target, { as: bob, body: Buffer.from('of bob') });
    expect(made.status).toBe(201);
    const [summary] = (await read<{ files: Shared[] }>(alice, `folders/${outer}`)).files;
    expect(summary).toMatchObject({ name: 'new.docx', ownerName: 'Alice', rights: 'manage' });
    expect([
      await status(bob, 'DELETE', `files/${summary!.id}`),
      await status(bob, 'DELETE', `folders/${outer}`),
      await status(bob, 'PATCH', `files/${summary!.id}`, { folder: bobId }),
    ]).toEqual([403, 403, 403]);
  });

  it('is inherited, which is said of the folder, by name to those who may see it', async () => {
    const outer = await folder(alice, root);
    const inner = await folder(alice, outer);
    const deep = await put(inner);
    await share(`folders/${outer}`, 'comment');
    await share(`files/${deep}`, 'manage');
    type List = { shares: Shared[]; inherited: (Shared & { fromName: string | null })[] };
    const seen = await read<List>(alice, `files/${deep}/shares`);
    const { name } = await read<{ name: string }>(alice, `folders/${outer}`);
    expect(seen).toMatchObject({
      shares: [{ id: bobId, kind: 'person', name: 'Bob', rights: 'manage' }],
      inherited: [{ id: bobId, rights: 'comment', fromName: name }],
    });
    await unshare(`folders/${outer}`);
    const carol = await portal.member('carol');
    expect(await share(`folders/${outer}`, 'view', carol)).toBe(204);
    expect((await read<List>(bob, `files/${deep}/shares`)).inherited).toMatchObject([
      { id: carol, fromName: null },
    ]);
  });
});

describe('sharing', () => {
  it('is for who manages, with people and groups that there are', async () => {
    expect(await share(`files/${file}`, 'view', bobId, bob)).toBe(404);
    expect(await share(`files/${file}`, 'view', randomUUID())).toBe(409);
    expect(await share(`files/${file}`, 'own')).toBe(400);
    await portal.db.query(
      `insert into users (tenant_id, user_id, login, display_name) values ($1, $2, $3, 'Guest')`,
      [DEFAULT_TENANT_ID, file, `guest ${file}`],
    );
    expect(await share(`files/${file}`, 'view', file)).toBe(409);
    await share(`files/${file}`, 'manage');
    expect(await share(`files/${file}`, 'view', await portal.member('carol'), bob)).toBe(204);
    expect(await status(bob, 'POST', `files/${file}/links`, { rights: 'view' })).toBe(201);
  });

  it('reaches members of a group from the moment they are in it', async () => {
    const [group] = await portal.db.query<{ id: string }>(
      `insert into groups (tenant_id, name) values ($1, $2) returning group_id as id`,
      [DEFAULT_TENANT_ID, `Team ${randomUUID()}`],
    );
    expect(await share(`files/${file}`, 'edit', group!.id)).toBe(204);
    expect(await status(bob, 'GET', `files/${file}/content`)).toBe(404);
    await portal.db.query(
      `insert into group_members (tenant_id, group_id, user_id, source) values ($1, $2, $3, 'assigned')`,
      [DEFAULT_TENANT_ID, group!.id, bobId],
    );
    expect(await status(bob, 'GET', `files/${file}/content`)).toBe(200);
    await portal.db.query(`delete from groups where group_id = $1`, [group!.id]);
    expect(await status(bob, 'GET', `files/${file}/content`)).toBe(404);
  });

  it('gives links that end with the right of who made them', async () => {
    await share(`files/${file}`, 'manage');
    const made = (await (await call(bob, 'POST', `files/${file}/links`, { rights: 'view' })).json()) as {
      url: string;
    };
    expect((await portal.fetch('GET', made.url)).status).toBe(200);
    await share(`files/${file}`, 'edit');
    expect((await portal.fetch('GET', made.url)).status).toBe(404);
  });

  it('finds people and groups by the beginning of a word of their name', async () => {
    await portal.db.query(`insert into groups (tenant_id, name) values ($1, 'The Bobsleigh team')`, [
      DEFAULT_TENANT_ID,
    ]);
    const { found } = await read<{ found: object[] }>(alice, 'directory?search=BOB');
    expect(found).toEqual([
      { id: bobId, kind: 'person', name: 'Bob', login: 'bob' },
      expect.objectContaining({ kind: 'group', name: 'The Bobsleigh team' }),
    ]);
    for (const nobody of ['', '%20', 'ob', '%25', 'x'.repeat(101)])
      expect(await read(alice, `directory?search=${nobody}`)).toEqual({ found: [] });
  });
});
