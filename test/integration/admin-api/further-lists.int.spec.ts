import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEFAULT_TENANT_ID } from '#tenants';
import { Admin } from './fixture.js';

let admin: Admin;

beforeAll(async () => {
  admin = await Admin.start();
  await put('berta.docx', 'berta');
});
afterAll(() => admin.stop());

const put = async (name: string, owner = 'anna'): Promise<string> =>
  (await admin.post(`files?name=${name}&owner=${owner}`, Buffer.from(name))).json.id as string;
const readAll: Admin['readAll'] = (...of) => admin.readAll(...of);

describe('versions of a file', () => {
  it('are listed in pages, the newest first, while others come', async () => {
    const file = await put('history.docx');
    const restore = () => admin.post(`files/${file}/versions/1/restore`, {});
    for (let n = 2; n <= 11; n++) await restore();
    const target = `files/${file}/versions`;
    const found = await readAll(`${target}?limit=4&fields=current`, 'versions', restore);
    expect(found.map(({ version }) => version)).toEqual(Array.from({ length: 11 }, (_, n) => String(11 - n)));
    expect(found[0]).toEqual({ version: '11', current: true });
    await admin.call('PATCH', `/admin/v1/${target}/10`, { pinned: true });
    await admin.post('retention/holds', { file, version: '9', reason: 'a dispute' });
    const numbers = async (query: string) =>
      (await readAll(`${target}?${query}`, 'versions')).map(({ version }) => version);
    expect(await numbers('pinned=true')).toEqual(['10']);
    expect(await numbers('held=true')).toEqual(['9']);
    expect(await numbers('folded=true')).toEqual([]);
    expect(await numbers('sort=version&limit=9&held=false')).toHaveLength(12);
  });

  it('name the editors of those that they stand for', async () => {
    const file = await put('folded.docx');
    await admin.query(
      `insert into versions (tenant_id, file_id, version, origin, size, sha256, blob_key, author_id, session_id, session_opened_at)
       select v.tenant_id, v.file_id, n, 'saved', v.size, v.sha256, v.blob_key, u.user_id, $2, v.created_at
       from versions v, (values (2, 'berta'), (3, 'anna')) saved (n, login) join users u using (login) where v.file_id = $1 and v.version = 1`,
      [file, randomUUID()],
    );
    const found = await readAll(`files/${file}/versions?fields=editorNames,foldedInto`, 'versions');
    expect(found).toEqual([
      { version: '3', editorNames: ['anna', 'berta'] },
      { version: '2', editorNames: ['berta'], foldedInto: '3' },
      { version: '1', editorNames: ['anna'] },
    ]);
  });
});

describe('legal holds', () => {
  it('are listed in pages, the last placed first, by file and whether they are in force', async () => {
    const file = await put('disputed.docx');
    const ids: string[] = [];
    for (const reason of ['one', 'two', 'three'])
      ids.unshift((await admin.post('retention/holds', { file, reason })).json.holdId as string);
    await admin.call('DELETE', `/admin/v1/retention/holds/${ids[1]}`);
    const found = await readAll(`retention/holds?limit=1&file=${file}&fields=reason`, 'holds');
    expect(found).toEqual(['three', 'two', 'one'].map((reason, n) => ({ holdId: ids[n], reason })));
    const released = await readAll(`retention/holds?file=${file}&inForce=false`, 'holds');
    expect(released.map(({ holdId }) => holdId)).toEqual([ids[1]]);
  });
});

describe('deliveries to a webhook', () => {
  it('are listed in pages by number, the newest first, by state, type and file', async () => {
    const { json } = await admin.post('webhooks', { url: 'https://app.example/', events: ['saved'] });
    const file = randomUUID();
    await admin.query(
      `insert into webhook_deliveries (tenant_id, webhook_id, event_id, place, type, file_id, body, state)
       select $1, $2, gen_random_uuid(), n, case n when 9 then 'opened' else 'saved' end, $3, '{}', 'given-up'
       from generate_series(8, 12) n`,
      [DEFAULT_TENANT_ID, json.id, file],
    );
    const target = `webhooks/${json.id}/deliveries`;
    const places = async (query: string) =>
      (await readAll(`${target}?limit=2&${query}`, 'deliveries')).map(({ place }) => place);
    expect(await places('fields=place')).toEqual(['12', '11', '10', '9', '8']);
    expect(await places(`sort=place&type=saved&file=${file}`)).toEqual(['8', '10', '11', '12']);
    expect(await places('state=delivered')).toEqual([]);
    expect((await admin.get(`webhooks/${randomUUID()}/deliveries`)).status).toBe(404);
  });
});

describe('tenants', () => {
  it('are listed in pages by name, with what needs attention', async () => {
    for (const name of ['acme', 'Acid', 'zeta']) await admin.post('tenants', { name, plan: 'business' });
    const found = await readAll('tenants?limit=1&name=AC&fields=name,warnings', 'tenants');
    expect(new Set(found.map(({ name }) => name))).toEqual(new Set(['Acid', 'acme']));
    expect(found[0]).toMatchObject({ tenantId: expect.any(String), warnings: expect.any(Array) });
    expect(Object.keys(found[0]!)).toHaveLength(3);
    expect((await admin.get('tenants?state=expired')).json.tenants).toEqual([]);
    expect((await admin.get('tenants?plan=business&name=zeta')).json.tenants).toHaveLength(1);
  });
});

describe('instances of a tenant', () => {
  it('are listed in pages by files URL, by product and mode', async () => {
    await admin.post('tenants', { name: 'north', plan: 'business' });
    const add = (name: string, settings: object) =>
      admin.post('tenants/north/instances', { filesUrl: `https://${name}.example/wopi/files/`, ...settings });
    await add('b', { product: 'ocis' });
    await add('c', { mode: 'attested', product: 'owncloud10' });
    await add('a', { product: 'ocis' });
    const later = () => add('0', {});
    const urls = async (query: string, between?: () => Promise<unknown>) =>
      (await readAll(`tenants/north/instances?limit=1&${query}`, 'instances', between)).map(
        ({ filesUrl }) => new URL(String(filesUrl)).host[0],
      );
    expect(await urls('fields=filesUrl', later)).toEqual(['a', 'b', 'c']);
    expect(await urls('sort=-createdAt&product=ocis')).toEqual(['a', 'b']);
    expect(await urls('mode=attested')).toEqual(['c']);
    expect(await urls('filesUrl=B.EXAMPLE')).toEqual(['b']);
    await admin.query(`update instances set dialect = 'typ,alg;escaped' where files_url like 'https://b%'`);
    const { json } = await admin.get('tenants/north/instances?filesUrl=b.ex&fields=dialect');
    const dialect = { headerOrder: 'typ,alg', escapedSlashes: true };
    expect(json.instances).toEqual([{ instanceId: expect.any(String), dialect }]);
  });
});

describe('keys of a tenant', () => {
  it('are listed in pages, oldest first, by purpose and state', async () => {
    await admin.post('tenants', { name: 'keys', plan: 'business' });
    const ids: string[] = [];
    for (const purpose of ['file-id', 'file-id', 'redirect'])
      ids.push((await admin.post('tenants/keys/keys', { purpose })).json.keyId as string);
    await admin.call('PATCH', `/admin/v1/tenants/keys/keys/${ids[0]}`, { state: 'retiring' });
    const found = async (query: string) =>
      (await readAll(`tenants/keys/keys?limit=1&${query}`, 'keys')).map(({ keyId }) => keyId);
    expect(await found('fields=state')).toEqual(ids);
    expect(await found('sort=-createdAt&purpose=file-id')).toEqual([ids[1], ids[0]]);
    expect(await found('state=retiring')).toEqual([ids[0]]);
  });
});

describe('webhooks', () => {
  it('are listed in pages, oldest first, by event and whether they are active', async () => {
    const ids: string[] = [];
    for (const event of ['locked', 'locked', 'renamed'])
      ids.push(
        (await admin.post('webhooks', { url: 'https://app.example/', events: [event] })).json.id as string,
      );
    await admin.call('PATCH', `/admin/v1/webhooks/${ids[1]}`, { active: false });
    const found = async (query: string) =>
      (await readAll(`webhooks?limit=1&${query}`, 'webhooks')).map(({ id }) => id);
    expect(await found('event=locked&fields=url')).toEqual([ids[0], ids[1]]);
    expect(await found('event=locked&active=true')).toEqual([ids[0]]);
    expect((await found('sort=-createdAt')).slice(0, 3)).toEqual([...ids].reverse());
  });
});
