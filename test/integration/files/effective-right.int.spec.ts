import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { FilesFixture, tenantId } from './fixture.js';

type Place = 'file' | 'inner' | 'outer' | 'root';
type Rights = 'view' | 'comment' | 'edit' | 'manage';

let files: FilesFixture;
/** Who asks: owner and others. */
const person = { owner: '', anna: '', chief: '', stranger: '' };
let group: string;
let otherGroup: string;
const place: Record<Place, string> = { file: '', inner: '', outer: '', root: '' };
let otherTenant: string;

const user = async (role = 'member', tenant = tenantId) => {
  const id = randomUUID();
  await files.db.query(
    `insert into users (tenant_id, user_id, login, display_name, role) values ($1, $2, $3, 'Someone', $4)`,
    [tenant, id, id, role],
  );
  return id;
};
const folder = async (parent: string) => {
  const id = randomUUID();
  await files.db.query(
    `insert into containers (tenant_id, container_id, parent_id, owner_id, name, created_by)
     values ($1, $2, $3, $4, $5, $4)`,
    [tenantId, id, parent, person.owner, id],
  );
  return id;
};
const newGroup = async () => {
  const [row] = await files.db.query<{ id: string }>(
    `insert into groups (tenant_id, name) values ($1, $2) returning group_id as id`,
    [tenantId, randomUUID()],
  );
  return row!.id;
};
const join = (of: string, who: string) =>
  files.db.query(
    `insert into group_members (tenant_id, group_id, user_id, source) values ($1, $2, $3, 'assigned')`,
    [tenantId, of, who],
  );
const give = (where: Place, rights: Rights, to: { user?: string; group?: string }) =>
  files.db.query(
    `insert into shares (tenant_id, file_id, container_id, user_id, group_id, rights)
     values ($1, $2, $3, $4, $5, $6)`,
    [
      tenantId,
      where === 'file' ? place.file : null,
      where === 'file' ? null : place[where],
      to.user ?? null,
      to.group ?? null,
      rights,
    ],
  );
const run = (text: string, ...values: string[]) => files.db.query(text, values);
const onFile = async (who: string) =>
  (
    await files.db.query<{ right: string | null }>(
      `select effective_right(u, f) as "right" from users u, files f where u.user_id = $1 and f.file_id = $2`,
      [who, place.file],
    )
  )[0]!.right;
const onFolder = async (who: string, where: Exclude<Place, 'file'>) =>
  (
    await files.db.query<{ right: string | null }>(
      `select effective_right(u, c) as "right" from users u, containers c
       where u.user_id = $1 and c.tenant_id = $2 and c.container_id = $3`,
      [who, tenantId, place[where]],
    )
  )[0]!.right;

beforeAll(async () => {
  files = await FilesFixture.start();
  person.owner = await user();
  otherTenant = randomUUID();
  await run(`insert into tenants (tenant_id, name, plan) values ($1, 'other', 'business')`, otherTenant);
});
afterAll(() => files.stop());
beforeEach(async () => {
  [person.anna, person.chief, person.stranger] = [await user(), await user('administrator'), await user()];
  [group, otherGroup] = [await newGroup(), await newGroup()];
  place.root = person.owner;
  place.outer = await folder(place.root);
  place.inner = await folder(place.outer);
  place.file = randomUUID();
  await run(
    `insert into files (tenant_id, file_id, name, owner_id, container_id, version, size, sha256, blob_key, created_by, modified_by)
     values ($1, $2, 'a.docx', $3, $4, 1, 0, '', 'none', $5, $5)`,
    tenantId,
    place.file,
    person.owner,
    place.inner,
    person.stranger,
  );
  await run(`delete from shares where resource_id = $1`, place.root);
});

/** What is given, what anna may then do with the file, and why. */
const TABLE: readonly [string, () => Promise<unknown>, Rights | null][] = [
  ['nothing was given', async () => {}, null],
  ['he was given view', () => give('file', 'view', { user: person.anna }), 'view'],
  ['he was given comment', () => give('file', 'comment', { user: person.anna }), 'comment'],
  ['he was given edit', () => give('file', 'edit', { user: person.anna }), 'edit'],
  ['he was given manage', () => give('file', 'manage', { user: person.anna }), 'manage'],
  ['somebody else was given it', () => give('file', 'edit', { user: person.stranger }), null],
  ['the folder was shared', () => give('inner', 'comment', { user: person.anna }), 'comment'],
  ['a folder above was shared', () => give('outer', 'edit', { user: person.anna }), 'edit'],
  ['the root was shared', () => give('root', 'view', { user: person.anna }), 'view'],
  [
    'a group was given it, and he is in it',
    async () => {
      await join(group, person.anna);
      await give('file', 'edit', { group });
    },
    'edit',
  ],
  [
    'his group was given a folder far above',
    async () => {
      await join(group, person.anna);
      await give('root', 'manage', { group });
    },
    'manage',
  ],
  ['a group was given it, and he is not in it', () => give('file', 'edit', { group }), null],
  [
    'several were given: the strongest counts, wherever it was given',
    async () => {
      for (const one of [group, otherGroup]) await join(one, person.anna);
      await give('file', 'view', { user: person.anna });
      await give('inner', 'comment', { group: otherGroup });
      await give('outer', 'edit', { group });
      await give('root', 'view', { user: person.anna });
    },
    'edit',
  ],
  [
    'a weaker one on the file does not take what its folder gives',
    async () => {
      await give('outer', 'manage', { user: person.anna });
      await give('file', 'view', { user: person.anna });
    },
    'manage',
  ],
  [
    'it was given and taken back',
    async () => {
      await give('file', 'edit', { user: person.anna });
      await run(`delete from shares where resource_id = $1`, place.file);
    },
    null,
  ],
  [
    'he left the group',
    async () => {
      await join(group, person.anna);
      await give('file', 'edit', { group });
      await run(`delete from group_members where group_id = $1`, group);
    },
    null,
  ],
  [
    'the group was deleted',
    async () => {
      await join(group, person.anna);
      await give('file', 'edit', { group });
      await run(`delete from groups where group_id = $1`, group);
    },
    null,
  ],
  [
    'his account was disabled',
    async () => {
      await give('file', 'edit', { user: person.anna });
      await run(`update users set disabled_at = now() where user_id = $1`, person.anna);
    },
    null,
  ],
  [
    'the file was deleted',
    async () => {
      await give('file', 'edit', { user: person.anna });
      await run(`update files set deleted_at = now() where file_id = $1`, place.file);
    },
    null,
  ],
  [
    'the file was deleted and restored',
    async () => {
      await give('file', 'edit', { user: person.anna });
      await run(`update files set deleted_at = now() where file_id = $1`, place.file);
      await run(`update files set deleted_at = null where file_id = $1`, place.file);
    },
    'edit',
  ],
  [
    'the file was moved out of the shared folder',
    async () => {
      await give('inner', 'edit', { user: person.anna });
      await run(`update files set container_id = $1 where file_id = $2`, place.outer, place.file);
    },
    null,
  ],
];

describe('the effective right on a file', () => {
  it.each(TABLE)('where %s', async (_, arrange, expected) => {
    await arrange();
    expect(await onFile(person.anna)).toBe(expected);
  });

  it('is everything for its owner and for administrators, while they may sign in, and nothing for who made it', async () => {
    expect([await onFile(person.owner), await onFile(person.chief)]).toEqual(['manage', 'manage']);
    expect(await onFile(person.stranger)).toBeNull();
    await run(`update users set disabled_at = now() where user_id = $1`, person.chief);
    expect(await onFile(person.chief)).toBeNull();
  });

  it('is none in another tenant, for its administrators neither', async () => {
    const foreign = await user('administrator', otherTenant);
    expect([await onFile(foreign), await onFolder(foreign, 'root')]).toEqual([null, null]);
  });

  it('is asked without a call where the tree need not be climbed', async () => {
    const plan = await files.db.query<Record<string, string>>(
      `explain (verbose) select effective_right(u, f) from users u join files f using (tenant_id)`,
    );
    const text = plan.map((line) => line['QUERY PLAN']).join('\n');
    expect(text).toContain('shared_right(');
    expect(text).not.toContain('effective_right(');
  });

  it('is none where there is no file', async () => {
    const rows = await files.db.query(
      `select effective_right(u, f) as "right" from users u left join files f on false where u.user_id = $1`,
      [person.chief],
    );
    expect(rows).toEqual([{ right: null }]);
  });
});

describe('the effective right on a folder', () => {
  it('comes from it and from those above, never from what lies in it', async () => {
    await give('file', 'manage', { user: person.anna });
    await give('inner', 'edit', { user: person.anna });
    expect([await onFolder(person.anna, 'inner'), await onFolder(person.anna, 'outer')]).toEqual([
      'edit',
      null,
    ]);
    await give('root', 'view', { user: person.anna });
    expect([await onFolder(person.anna, 'inner'), await onFolder(person.anna, 'outer')]).toEqual([
      'edit',
      'view',
    ]);
    expect([await onFolder(person.owner, 'outer'), await onFolder(person.chief, 'outer')]).toEqual([
      'manage',
      'manage',
    ]);
    await run(`update containers set deleted_at = now() where container_id = $1`, place.inner);
    expect(await onFolder(person.anna, 'inner')).toBeNull();
  });
});
