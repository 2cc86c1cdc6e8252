import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Gateway } from '../../support/gateway.js';
import { startGateway } from '../../support/start-gateway.js';
import { WopiClient } from '../../support/wopi-client.js';

let gateway: Gateway;
let fileId: string;
let owner: WopiClient;

beforeAll(async () => {
  gateway = await startGateway({ hosts: 2 });
});
afterAll(() => gateway.stop());
beforeEach(async () => {
  fileId = await gateway.putFile(`${randomUUID()}.docx`, Buffer.from('content'));
  owner = await gateway.client(fileId, { user: 'admin' });
});

const getShareUrl = (type: string, client = owner) =>
  client.post('GET_SHARE_URL', type === '' ? {} : { 'X-WOPI-UrlType': type });
const shareUrl = async (type: string) => (await getShareUrl(type)).json<{ ShareUrl: string }>().ShareUrl;

/** Follows a link without a sign-in, as a browser does, and plays the editor that its page shows. */
async function follow(url: string): Promise<WopiClient> {
  const response = await fetch(url);
  expect(response.status).toBe(200);
  const page = await response.text();
  const wopiSrc = /WOPISrc=([^&"]+)/.exec(page)![1]!;
  const token = /name="access_token" value="([^"]+)"/.exec(page)![1]!;
  return new WopiClient(decodeURIComponent(wopiSrc), token, gateway.office.keys);
}

const revokeAll = async () => {
  await gateway.query(`update share_links set revoked_at = now() where file_id = $1`, [fileId]);
};

describe('GetShareUrl', () => {
  it('answers another link each time, of which the database keeps a hash', async () => {
    const [first, second] = [await shareUrl('ReadOnly'), await shareUrl('ReadOnly')];
    expect(first).not.toBe(second);
    expect(new URL(first).hostname).toBe('localhost');
    const secret = first.slice(first.lastIndexOf('/') + 1);
    const [row] = await gateway.query<{ text: string }>(
      `select string_agg(k::text, ' ') as text from share_links k where file_id = $1`,
      [fileId],
    );
    expect(row!.text).not.toContain(secret);
    expect(row!.text).not.toContain(Buffer.from(secret, 'base64url').toString('hex'));
    const log = await gateway.query<{ detail: object }>(
      `select detail from audit_log where file_id = $1 and operation = 'GetShareUrl'`,
      [fileId],
    );
    expect(log).toHaveLength(2);
    expect(JSON.stringify(log)).not.toContain(secret);
  });

  it.each(['UnknownType', 'readonly', '', 'ReadOnly,ReadWrite'])(
    'does not offer the type %j',
    async (type) => {
      expect((await getShareUrl(type)).status).toBe(501);
    },
  );

  it('offers to a viewer what a viewer has', async () => {
    const viewer = await gateway.client(fileId, { user: 'admin', action: 'view' });
    const info = (await viewer.checkFileInfo()).json();
    expect(info['SupportedShareUrlTypes']).toEqual(['ReadOnly']);
    expect((await getShareUrl('ReadWrite', viewer)).status).toBe(501);
    expect((await getShareUrl('ReadOnly', viewer)).status).toBe(200);
  });

  it('is not for a session that an application vouched for', async () => {
    const guest = await gateway.client(fileId, { user: 'alice' });
    const info = (await guest.checkFileInfo()).json();
    expect(info).not.toHaveProperty('SupportedShareUrlTypes');
    expect(info).not.toHaveProperty('FileSharingUrl');
    expect((await getShareUrl('ReadOnly', guest)).status).toBe(501);
  });

  it('ends where a file has as many links as it may have', async () => {
    await gateway.query(
      `insert into share_links (tenant_id, link_id, secret_sha256, file_id, rights, created_by, expires_at)
      select f.tenant_id, gen_random_uuid(), uuid_send(gen_random_uuid()), f.file_id, 'view', f.owner_id, now() + interval '1 day'
      from files f, generate_series(1, 500) where f.file_id = $1`,
      [fileId],
    );
    expect((await getShareUrl('ReadOnly')).status).toBe(501);
    await revokeAll();
    expect((await getShareUrl('ReadOnly')).status).toBe(200);
  });
});

describe('a link to a file', () => {
  it('opens an editor for nobody in particular, who may save and nothing else', async () => {
    const visitor = await follow(await shareUrl('ReadWrite'));
    const info = (await visitor.checkFileInfo()).json();
    expect(info).toMatchObject({
      UserCanWrite: true,
      IsAnonymousUser: true,
      UserFriendlyName: 'Guest',
      UserCanRename: false,
      UserCanNotWriteRelative: true,
    });
    for (const flag of ['SupportsUserInfo', 'SupportsDeleteFile', 'SupportsContainers', 'SupportsRename'])
      expect(info).not.toHaveProperty(flag);
    await visitor.lock('L');
    expect((await visitor.putFile(Buffer.from('changed'), 'L')).status).toBe(200);
    expect((await visitor.unlock('L')).status).toBe(200);
    expect((await owner.getFile()).body.toString()).toBe('changed');
    const others = ['DELETE', 'RENAME_FILE', 'PUT_RELATIVE', 'GET_SHARE_URL', 'PUT_USER_INFO'];
    for (const override of others) expect((await visitor.post(override)).status).toBe(501);
    for (const suffix of ['/ancestry', '/ecosystem_pointer'] as const)
      expect((await visitor.call({ suffix })).status).toBe(501);
  });

  it('keeps what its guests could not save apart: nobody’s newest text goes for the sake of another’s', async () => {
    await gateway.query(`update retention_policies set recovered_per_file = 2`);
    const url = await shareUrl('ReadWrite');
    const [one, other] = [await follow(url), await follow(url)];
    const texts = ['same', 'mine', 'a', 'b', 'c', 'd'].map((text) => Buffer.from(`${text} of ${fileId}`));
    const refused = async (guest: WopiClient, text: Buffer) =>
      expect((await guest.putFile(text, 'lost')).status).toBe(409);
    for (const text of texts.slice(0, 2)) await refused(one, text);
    await refused(other, texts[0]!);
    for (const text of texts.slice(2)) await refused(other, text);
    await gateway.query(`update retention_policies set recovered_per_file = default`);
    const kept = await gateway.query<{ sha256: string }>(
      `select encode(sha256, 'hex') as sha256 from recovered_saves where file_id = $1`,
      [fileId],
    );
    const expected = [0, 1, 4, 5].map((n) => createHash('sha256').update(texts[n]!).digest('hex'));
    expect(kept.map(({ sha256 }) => sha256).toSorted()).toEqual(expected.toSorted());
  });

  it('never writes where it is for reading, whatever its address asks for', async () => {
    const url = await shareUrl('ReadOnly');
    for (const address of [url, `${url}?action=edit`]) {
      const visitor = await follow(address);
      expect((await visitor.checkFileInfo()).json()).toMatchObject({ UserCanWrite: false, ReadOnly: true });
      expect((await visitor.getFile()).body.toString()).toBe('content');
      expect((await visitor.lock('L')).status).toBe(401);
      expect((await visitor.putFile(Buffer.from('changed'))).status).toBe(401);
    }
    expect((await owner.getFile()).body.toString()).toBe('content');
  });

  it('gives less where its address asks for less', async () => {
    const visitor = await follow(`${await shareUrl('ReadWrite')}?action=view`);
    expect((await visitor.checkFileInfo()).json()).toMatchObject({ UserCanWrite: false });
  });

  it('is one answer, whether it was made up, has expired or was revoked', async () => {
    const [expired, revoked] = [await shareUrl('ReadOnly'), await shareUrl('ReadOnly')];
    const ofAll = `from share_links where file_id = $1 order by created_at`;
    await gateway.query(
      `update share_links set expires_at = now() where link_id = (select link_id ${ofAll} limit 1)`,
      [fileId],
    );
    await gateway.query(
      `update share_links set revoked_at = now() where link_id = (select link_id ${ofAll} desc limit 1)`,
      [fileId],
    );
    const unknown = expired.replace(/[^/]+$/, randomBytes(32).toString('base64url'));
    const strange = expired.replace(/[^/]+$/, 'x'.repeat(2000));
    const pages = [];
    for (const url of [expired, revoked, unknown, strange, `${expired}/${fileId}`]) {
      const response = await fetch(url);
      expect(response.status).toBe(404);
      expect(response.headers.get('referrer-policy')).toBe('no-referrer');
      expect(response.headers.get('cache-control')).toContain('no-store');
      pages.push((await response.text()).replace(/nonce="[^"]+"/, ''));
    }
    expect(new Set(pages).size).toBe(1);
  });

  it('ends with the account of who made it', async () => {
    const url = await shareUrl('ReadOnly');
    await gateway.query(`update users set disabled_at = now() where login = 'admin'`);
    const { status } = await fetch(url);
    await gateway.query(`update users set disabled_at = null where login = 'admin'`);
    expect(status).toBe(404);
  });

  it('is kept from other pages, and opens no file but its own', async () => {
    const url = await shareUrl('ReadOnly');
    const { headers } = await fetch(url);
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('x-frame-options')).toBe('DENY');
    const other = await gateway.putFile(`${randomUUID()}.docx`, Buffer.from('other'));
    expect((await fetch(`${url}/${other}`)).status).toBe(404);
  });

  it('lets its sessions end with it', async () => {
    const url = await shareUrl('ReadOnly');
    await gateway.query(
      `update share_links set expires_at = now() + interval '5 minutes' where file_id = $1`,
      [fileId],
    );
    await follow(url);
    const [row] = await gateway.query<{ soon: boolean }>(
      `select expires_at <= now() + interval '5 minutes' as soon from sessions where share_link_id is not null
      and file_id = $1`,
      [fileId],
    );
    expect(row).toEqual({ soon: true });
  });
});
