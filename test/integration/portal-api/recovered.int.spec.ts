import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { DEFAULT_TENANT_ID as tenantId } from '#tenants';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Portal, type Visitor } from '../../support/portal.js';

interface Listed {
  readonly id: string;
  readonly fileId: string;
  readonly fileName: string;
  readonly fileDeleted: boolean;
  readonly reason: string;
}

const bin = '/api/portal/recovered';

let portal: Portal;
let alice: Visitor;
let bob: Visitor;
let admin: Visitor;
let fileId: string;
let name: string;
let id: string;

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
  fileId = await portal.upload(alice, name, 'first');
  id = await refused('unsaved text');
});

const refused = (text: string) => portal.refuseSave(bob, fileId, text);

async function list(as: Visitor): Promise<Listed[]> {
  const response = await portal.fetch('GET', bin, { as });
  return ((await response.json()) as { recovered: Listed[] }).recovered;
}
const mine = async (as: Visitor) => (await list(as)).filter((save) => save.id === id);
const restore = (as: Visitor, how: unknown, which = id) =>
  portal.fetch('POST', `${bin}/${which}/restore`, { as, json: { as: how } });
const contentOf = async (file: string) =>
  (await portal.fetch('GET', `/api/portal/files/${file}/content`, { as: alice })).text();
const lock = () =>
  portal.db.query(
    `insert into locks (tenant_id, file_id, lock_id, expires_at) values ($1, $2, 'A', now() + interval '1 hour')`,
    [tenantId, fileId],
  );

describe('the recovery bin', () => {
  it('shows what could not be saved to the owner of the file and to administrators', async () => {
    const shown = { fileId, fileName: name, fileDeleted: false, reason: 'lock_lost', authorName: 'Bob' };
    expect(await mine(alice)).toMatchObject([{ ...shown, size: 'unsaved text'.length }]);
    expect(await mine(admin)).toMatchObject([shown]);
    expect(await mine(bob)).toEqual([]);
    for (const [method, target] of [
      ['GET', `${bin}/${id}/content`],
      ['DELETE', `${bin}/${id}`],
    ] as const)
      expect((await portal.fetch(method, target, { as: bob })).status).toBe(404);
    expect((await restore(bob, 'version')).status).toBe(404);
    expect((await portal.fetch('GET', bin)).status).toBe(401);
  });

  it('hands out the bytes as a download that no browser shows', async () => {
    const response = await portal.fetch('GET', `${bin}/${id}/content`, { as: alice });
    expect(await response.text()).toBe('unsaved text');
    expect(response.headers.get('content-disposition')).toContain(name);
    expect(response.headers.get('content-security-policy')).toContain('sandbox');
  });

  it('restores the content as the newest version, written by who wrote it', async () => {
    const response = await restore(alice, 'version');
    expect([response.status, await response.json()]).toMatchObject([200, { id: fileId, version: '2' }]);
    expect(await contentOf(fileId)).toBe('unsaved text');
    const versions = await portal.fetch('GET', `/api/portal/files/${fileId}/versions`, { as: alice });
    expect(await versions.json()).toMatchObject({
      versions: [{ version: '2', origin: 'recovered', authorName: 'Bob' }, { version: '1' }],
    });
    expect(await mine(alice)).toEqual([]);
    expect((await restore(alice, 'version')).status).toBe(404);
  });

  it('leaves a file alone that is being edited, and says so', async () => {
    await lock();
    const response = await restore(alice, 'version');
    expect(response.status).toBe(409);
    expect(await response.json()).toMatchObject({
      detail: expect.stringContaining('being edited') as string,
    });
    expect(await mine(alice)).toHaveLength(1);
    expect(await contentOf(fileId)).toBe('first');
  });

  it('restores the content as a file beside, even while the other is being edited', async () => {
    await lock();
    const response = await restore(alice, 'file');
    const file = (await response.json()) as { id: string; name: string };
    expect([response.status, file.name]).toEqual([200, name.replace('.docx', ' (recovered).docx')]);
    expect(await contentOf(file.id)).toBe('unsaved text');
    expect(await mine(alice)).toEqual([]);
  });

  it('restores the content of a deleted file as a file', async () => {
    await portal.fetch('DELETE', `/api/portal/files/${fileId}`, { as: alice });
    expect(await mine(alice)).toMatchObject([{ fileDeleted: true }]);
    expect((await restore(alice, 'version')).status).toBe(404);
    const file = (await (await restore(alice, 'file')).json()) as { id: string };
    expect(await contentOf(file.id)).toBe('unsaved text');
  });

  it('is restored once, by whoever comes first', async () => {
    const answers = await Promise.all(
      Array.from({ length: 16 }, (_, n) => restore(n % 2 ? alice : admin, n % 3 ? 'version' : 'file')),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.every(({ status }) => status === 200 || status === 404)).toBe(true);
  });

  it('forgets what was discarded, and leaves bytes that others name', async () => {
    expect((await portal.fetch('DELETE', `${bin}/${id}`, { as: alice })).status).toBe(204);
    expect(await mine(alice)).toEqual([]);
    const [row] = await portal.db.query<{ fate: string }>(
      `select b.fate from versions v join blobs b using (tenant_id, blob_key)
       join files f using (tenant_id, file_id) where v.sha256 = sha256('unsaved text') limit 1`,
    );
    expect(row!.fate).toBe('kept');
  });

  it('leaves out what the client saved after all', async () => {
    expect((await restore(alice, 'version')).status).toBe(200);
    const again = await refused('another text');
    expect((await list(alice)).map((save) => save.id)).toContain(again);
    await portal.db.query(
      `update versions set sha256 = sha256('another text'), created_at = now() + interval '1 second' where file_id = $1 and version = 2`,
      [fileId],
    );
    expect((await list(alice)).map((save) => save.id)).not.toContain(again);
  });

  it('refuses what makes no sense', async () => {
    for (const how of ['copy', undefined, 1]) expect((await restore(alice, how)).status).toBe(400);
    for (const which of ['x', randomUUID()]) expect((await restore(alice, 'file', which)).status).toBe(404);
  });
});
