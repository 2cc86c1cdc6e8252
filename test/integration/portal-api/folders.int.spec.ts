import 'reflect-metadata';
import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Portal, type Visitor } from '../../support/portal.js';

interface Folder {
  readonly id: string;
  readonly name: string;
  readonly isRoot: boolean;
  readonly path: { readonly name: string }[];
  readonly folders: { readonly id: string; readonly name: string }[];
  readonly files: { readonly id: string; readonly name: string; readonly containerId: string }[];
}

const folders = '/api/portal/folders';
const files = '/api/portal/files';
const unique = (name: string) => `${name} ${randomBytes(4).toString('hex')}`;

let portal: Portal;
let alice: Visitor;
let bob: Visitor;
let root: Folder;

const open = async (id = '', as = alice): Promise<Folder> => {
  const response = await portal.fetch('GET', id === '' ? folders : `${folders}/${id}`, { as });
  expect(response.status).toBe(200);
  return (await response.json()) as Folder;
};
const send = (method: string, target: string, json?: unknown, as = alice) =>
  portal.fetch(method, target, { as, ...(json === undefined ? {} : { json }) });

async function make(name: string, parent = root.id): Promise<string> {
  const response = await send('POST', folders, { name, parent });
  expect(response.status).toBe(201);
  return ((await response.json()) as { id: string }).id;
}

async function upload(folder: string, name: string, as = alice): Promise<Response> {
  const target = `${files}?name=${encodeURIComponent(name)}&folder=${folder}`;
  return portal.fetch('POST', target, { as, body: Buffer.from('content') });
}

const idOf = async (response: Response) => ((await response.json()) as { id: string }).id;

beforeAll(async () => {
  portal = await Portal.start();
  [alice, bob] = await Promise.all([portal.signIn('alice'), portal.signIn('bob')]);
  root = await open();
});
afterAll(() => portal.stop());

describe('a folder', () => {
  it('is made, opened, renamed and, when it is empty, deleted', async () => {
    expect(root).toMatchObject({ isRoot: true, path: [{ name: 'Files' }] });
    const name = unique('Letters');
    const id = await make(name);
    const inner = await make('Inner', id);
    expect((await open()).folders).toContainEqual({ id, name });
    const opened = await open(inner);
    expect(opened.isRoot).toBe(false);
    expect(opened.path.map((step) => step.name)).toEqual(['Files', name, 'Inner']);
    expect((await send('PATCH', `${folders}/${id}`, { name: unique('Old letters') })).status).toBe(204);
    expect((await open(inner)).path[1]!.name).toMatch(/^Old letters/);
    expect((await send('DELETE', `${folders}/${id}`)).status).toBe(409);
    expect((await send('DELETE', `${folders}/${inner}`)).status).toBe(204);
    expect((await send('DELETE', `${folders}/${id}`)).status).toBe(204);
    expect((await send('GET', `${folders}/${id}`)).status).toBe(404);
    expect((await send('DELETE', `${folders}/${root.id}`)).status).toBe(409);
  });

  it('has a name that is free and can be', async () => {
    const name = unique('Taken');
    await make(name);
    const other = await make(unique('Other'));
    expect((await send('POST', folders, { name: name.toUpperCase(), parent: root.id })).status).toBe(409);
    expect((await send('PATCH', `${folders}/${other}`, { name })).status).toBe(409);
    for (const bad of ['a/b', '', '.hidden', 'con'])
      expect((await send('POST', folders, { name: bad, parent: root.id })).status, bad).toBe(400);
    for (const body of [{}, { name: 'x', parent: root.id }, { parent: 'x' }, { name: 1 }])
      expect((await send('PATCH', `${folders}/${other}`, body)).status).toBe(400);
  });

  it('takes uploads and files from elsewhere, each name once', async () => {
    const [from, to] = [await make(unique('From')), await make(unique('To'))];
    const file = await idOf(await upload(from, 'report.docx'));
    expect((await open(from)).files).toMatchObject([{ id: file, name: 'report.docx', containerId: from }]);
    const again = await upload(from, 'report.docx');
    expect(await again.json()).toMatchObject({ name: 'report (2).docx' });
    expect((await send('PATCH', `${files}/${file}`, { folder: to })).status).toBe(200);
    expect((await open(to)).files).toMatchObject([{ id: file }]);
    const same = await idOf(await upload(from, 'Report.docx'));
    expect((await send('PATCH', `${files}/${same}`, { folder: to })).status).toBe(409);
    expect((await send('PATCH', `${files}/${file}`, { folder: randomUUID() })).status).toBe(404);
    expect((await send('PATCH', `${files}/${file}`, {})).status).toBe(400);
    expect((await send('PATCH', `${files}/${file}`, { folder: to, name: 'x' })).status).toBe(400);
  });

  it('is moved with all that is in it, but not into itself', async () => {
    const [a, b] = [await make(unique('A')), await make(unique('B'))];
    const inner = await make('Inner', a);
    const file = await idOf(await upload(inner, 'deep.txt'));
    expect((await send('PATCH', `${folders}/${inner}`, { parent: b })).status).toBe(204);
    expect((await open(b)).folders).toEqual([{ id: inner, name: 'Inner' }]);
    expect((await open(inner)).files).toMatchObject([{ id: file }]);
    for (const parent of [inner, b]) {
      const response = await send('PATCH', `${folders}/${b}`, { parent });
      expect(response.status).toBe(409);
      expect(await response.json()).toMatchObject({ detail: 'A folder cannot be moved into itself.' });
    }
  });
});

describe("somebody else's folder", () => {
  it('is answered as one that does not exist', async () => {
    const id = await make(unique('Private'));
    const bobs = await idOf(
      await portal.fetch('POST', folders, {
        as: bob,
        json: { name: unique('Bob'), parent: (await open('', bob)).id },
      }),
    );
    const bobsFile = await portal.upload(bob, `${unique('bob')}.txt`);
    const targets = (folder: string): [string, string, unknown?][] => [
      ['GET', `${folders}/${folder}`],
      ['PATCH', `${folders}/${folder}`, { name: 'mine' }],
      ['PATCH', `${folders}/${folder}`, { parent: bobs }],
      ['PATCH', `${folders}/${bobs}`, { parent: folder }],
      ['DELETE', `${folders}/${folder}`],
      ['POST', folders, { name: 'mine', parent: folder }],
      ['PATCH', `${files}/${bobsFile}`, { folder }],
    ];
    const [real, strange] = [targets(id), targets(randomUUID())];
    for (const [n, [method, target, body]] of real.entries()) {
      const [, made] = strange[n]!;
      const answers = [await send(method, target, body, bob), await send(method, made, strange[n]![2], bob)];
      expect(
        answers.map(({ status }) => status),
        `${method} ${target}`,
      ).toEqual([404, 404]);
    }
    expect((await upload(id, 'mine.txt', bob)).status).toBe(404);
    expect((await open(id)).files).toEqual([]);
  });

  it('is open to administrators, who still mix no trees', async () => {
    const admin = await portal.signIn('root');
    await portal.db.query(`update users set role = 'administrator' where login = 'root'`);
    const id = await make(unique('Seen'));
    const file = await idOf(await upload(id, 'seen.txt', admin));
    expect((await open(id)).files).toMatchObject([{ id: file, ownerId: root.id }]);
    const own = (await open('', admin)).id;
    expect((await send('PATCH', `${files}/${file}`, { folder: own }, admin)).status).toBe(409);
    expect((await send('PATCH', `${folders}/${id}`, { parent: own }, admin)).status).toBe(409);
  });
});

it('changes of folders come from the portal only, and are in the audit log', async () => {
  const id = await make(unique('Audited'));
  const forged = await portal.fetch('DELETE', `${folders}/${id}`, {
    as: alice,
    headers: { 'X-CSRF-Token': '' },
  });
  expect(forged.status).toBe(403);
  await send('PATCH', `${folders}/${id}`, { name: unique('Renamed') });
  const rows = await portal.db.query(
    'select operation from audit_log where container_id = $1 order by occurred_at',
    [id],
  );
  expect(rows).toEqual([{ operation: 'CreateFolder' }, { operation: 'RenameFolder' }]);
});
