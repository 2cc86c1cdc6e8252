import { randomUUID } from 'node:crypto';
import { hash } from '@node-rs/argon2';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Gateway } from '../../support/gateway.js';
import { Browser } from '../../support/mobile-app.js';
import { startGateway } from '../../support/start-gateway.js';
import { WopiClient } from '../../support/wopi-client.js';

const PASSWORD = 'correct horse battery staple';

let gateway: Gateway;
let petra: Browser;
let petraId: string;
let fileId: string;

const idOf = async (login: string) => {
  const [user] = await gateway.query<{ id: string }>(`select user_id as id from users where login = $1`, [
    login,
  ]);
  return user!.id;
};
const share = (rights: string, target = `files/${fileId}`) =>
  gateway.admin('PUT', `/${target}/shares/${petraId}`, { rights });
const unshare = (target = `files/${fileId}`) => gateway.admin('DELETE', `/${target}/shares/${petraId}`);

/** Plays the editor that the host page shows to petra. */
async function open(client: 'office' | 'collabora' | 'onlyoffice', browser = petra): Promise<WopiClient> {
  const { page } = await browser.go(`/open/${fileId}?action=edit&direct=1&client=${client}`);
  const text = await page!.text();
  const wopiSrc = /WOPISrc=([^&"]+)/.exec(text)![1]!;
  const token = /name="access_token" value="([^"]+)"/.exec(text)![1]!;
  return new WopiClient(decodeURIComponent(wopiSrc), token, gateway.office.keys);
}
const info = async (client: WopiClient) => (await client.checkFileInfo()).json<Record<string, unknown>>();

beforeAll(async () => {
  const clients = { collabora: 'collabora', onlyoffice: 'onlyoffice' };
  gateway = await startGateway({ clients });
  await gateway.putFile('of petra.docx', Buffer.from('hers'), 'petra');
  await gateway.query(`update users set password_hash = $1 where login = 'petra'`, [await hash(PASSWORD)]);
  petraId = await idOf('petra');
  petra = new Browser(gateway.environment()['PORTAL_PUBLIC_URL']!);
  await petra.signIn('petra', PASSWORD);
});
afterAll(() => gateway?.stop());
beforeEach(async () => {
  fileId = await gateway.putFile(`${randomUUID()}.docx`, Buffer.from('content'), 'olga');
});

describe('a session of somebody the file is shared with', () => {
  const TABLE = [
    ['view', 'office', { UserCanWrite: false, ReadOnly: true, UserCanRename: false }],
    ['view', 'collabora', { UserCanWrite: false, ReadOnly: true, UserCanOnlyComment: false }],
    ['comment', 'office', { UserCanWrite: false, ReadOnly: true, UserCanRename: false }],
    ['comment', 'collabora', { UserCanWrite: true, UserCanOnlyComment: true, UserCanRename: false }],
    ['comment', 'onlyoffice', { UserCanWrite: true, UserCanOnlyComment: true, UserCanReview: false }],
    ['edit', 'office', { UserCanWrite: true, ReadOnly: false, UserCanRename: true }],
    ['edit', 'collabora', { UserCanWrite: true, UserCanOnlyComment: false, UserCanRename: true }],
    ['manage', 'office', { UserCanWrite: true, UserCanRename: true, SupportsDeleteFile: true }],
  ] as const;

  it.each(TABLE)('for %s is told by CheckFileInfo in %s', async (rights, client, told) => {
    await share(rights);
    const answer = await info(await open(client));
    expect(answer).toMatchObject({ ...told, UserCanNotWriteRelative: true });
    expect(answer['SupportsContainers']).toBeUndefined();
    expect(answer['SupportedShareUrlTypes'] !== undefined).toBe(rights === 'manage');
    expect(answer['HostEditUrl'] === undefined).toBe(rights === 'view');
  });

  it('saves no more from the request on that follows the end of the share', async () => {
    await share('edit');
    const client = await open('office');
    await client.lock('L');
    expect((await client.putFile(Buffer.from('first'), 'L')).status).toBe(200);
    await unshare();
    expect((await client.putFile(Buffer.from('second'), 'L')).status).toBe(401);
    expect([(await client.checkFileInfo()).status, (await client.getFile()).status]).toEqual([401, 401]);
    const owner = await gateway.client(fileId, { user: 'olga' });
    expect((await owner.getFile()).body.toString()).toBe('first');
    const lost = await gateway.query(`select reason from recovered_saves where file_id = $1`, [fileId]);
    expect(lost).toEqual([{ reason: 'session_ended' }]);
  });

  it('goes on for viewing when its right is lowered, and is not for comments where its editor was told otherwise', async () => {
    await share('edit');
    const client = await open('collabora');
    await share('comment');
    expect(await info(client)).toMatchObject({ UserCanWrite: false, ReadOnly: true });
    expect((await client.lock('L')).status).toBe(401);
    const commenting = await open('collabora');
    await commenting.lock('L');
    expect((await commenting.putFile(Buffer.from('with a comment'), 'L')).status).toBe(200);
    expect((await commenting.post('RENAME_FILE', { 'X-WOPI-RequestedName': 'x' })).status).toBe(501);
    await share('view');
    expect((await commenting.putFile(Buffer.from('more'), 'L')).status).toBe(401);
  });

  it('comes by a folder, where it may save beside if the folder was shared to edit', async () => {
    const [row] = await gateway.query<{ folder: string }>(
      `select container_id as folder from files where file_id = $1`,
      [fileId],
    );
    const folder = `containers/${row!.folder}`;
    await share('edit', folder);
    const client = await open('office');
    expect(await info(client)).toMatchObject({ UserCanWrite: true, UserCanNotWriteRelative: false });
    const headers = { 'X-WOPI-SuggestedTarget': 'Copy.docx' };
    const copy = await client.post('PUT_RELATIVE', headers, Buffer.from('copy'));
    const made = client.following(copy.json<{ Url: string }>().Url);
    expect(await info(made)).toMatchObject({ UserCanWrite: true });
    await unshare(folder);
    expect([(await made.checkFileInfo()).status, (await client.checkFileInfo()).status]).toEqual([401, 401]);
  });

  it('is of an administrator only as long as he is one', async () => {
    await gateway.query(`update users set role = 'administrator' where login = 'petra'`);
    const client = await open('office');
    expect(await info(client)).toMatchObject({ UserCanWrite: true });
    await gateway.query(`update users set role = 'member' where login = 'petra'`);
    expect((await client.checkFileInfo()).status).toBe(401);
  });

  it('ends for guests of a link, too, when whoever made the link may no longer manage the file', async () => {
    await share('manage');
    const maker = await open('office');
    const { ShareUrl } = (await maker.post('GET_SHARE_URL', { 'X-WOPI-UrlType': 'ReadWrite' })).json<{
      ShareUrl: string;
    }>();
    const text = await (await fetch(ShareUrl)).text();
    const token = /name="access_token" value="([^"]+)"/.exec(text)![1]!;
    const guest = new WopiClient(maker.wopiSrc, token, gateway.office.keys);
    await guest.lock('G');
    expect((await guest.putFile(Buffer.from('of a guest'), 'G')).status).toBe(200);
    await share('edit');
    expect((await guest.putFile(Buffer.from('late'), 'G')).status).toBe(401);
    expect(await info(maker)).not.toHaveProperty('SupportedShareUrlTypes');
  });
});
