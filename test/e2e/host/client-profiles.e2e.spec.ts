import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Gateway, SessionWish } from '../../support/gateway.js';
import { startGateway } from '../../support/start-gateway.js';

type Info = Readonly<Record<string, unknown>>;

const PROFILES = [
  'microsoft365',
  'microsoft365-plus',
  'office-online-server',
  'collabora',
  'onlyoffice',
] as const;
type Profile = (typeof PROFILES)[number];

let gateway: Gateway;
beforeAll(async () => {
  gateway = await startGateway({
    clients: Object.fromEntries(PROFILES.map((profile) => [profile, profile])),
  });
});
afterAll(() => gateway.stop());

/** What only some families are told: the value by profile, undefined for a property that must not be there. */
const TABLE: Record<string, Partial<Record<Profile, unknown>>> = {
  LicenseCheckForEditIsEnabled: { microsoft365: true, 'microsoft365-plus': true },
  IsEduUser: { microsoft365: false, 'microsoft365-plus': false },
  SupportsCoauth: { 'microsoft365-plus': true },
  SequenceNumber: { 'microsoft365-plus': expect.any(Number) },
  OfficeCollaborationServiceEndpointUrl: { 'microsoft365-plus': expect.stringMatching(/^http/) },
  RealTimeChannelEndpointUrl: { 'microsoft365-plus': expect.stringMatching(/^http/) },
  AccessTokenExpiry: { 'microsoft365-plus': expect.any(Number) },
  ServerTime: { 'microsoft365-plus': expect.any(Number) },
  SharingStatus: { 'microsoft365-plus': expect.stringMatching(/^(Private|Shared)$/) },
  FileGeoLocationCode: { 'microsoft365-plus': expect.any(String) },
  IsAdminUser: { collabora: false },
  UserExtraInfo: { collabora: { is_guest: false } },
  UserCanOnlyComment: { collabora: false, onlyoffice: false },
  EnableOwnerTermination: { collabora: false },
  EnableInsertRemoteImage: { collabora: false, onlyoffice: false },
  HideSaveOption: { collabora: false },
  HidePrintOption: { collabora: false, onlyoffice: false },
  DisableCopy: { collabora: false },
  SupportsReviewing: { onlyoffice: true },
  UserCanReview: { onlyoffice: true },
  FileVersionPostMessage: { onlyoffice: false },
};

const TIMES: Record<Profile, RegExp> = {
  microsoft365: /T\d\d:\d\d:\d\d\.\d{3}0000Z$/,
  'microsoft365-plus': /T\d\d:\d\d:\d\d\.\d{3}0000Z$/,
  'office-online-server': /T\d\d:\d\d:\d\d\.\d{3}0000Z$/,
  collabora: /T\d\d:\d\d:\d\d\.\d{3}000Z$/,
  onlyoffice: /T\d\d:\d\d:\d\d\.\d{3}Z$/,
};

describe.each(PROFILES)('CheckFileInfo for %s', (profile) => {
  let fileId: string;
  const infoFor = async (wish: SessionWish): Promise<Info> =>
    (await (await gateway.client(fileId, { ...wish, client: profile })).checkFileInfo()).json();

  beforeAll(async () => {
    fileId = await gateway.putFile(`${randomUUID()}.docx`, Buffer.from('content'));
  });

  it('says what the family reads, in its forms, and nothing that another reads', async () => {
    const info = await infoFor({ user: 'admin' });
    for (const [property, told] of Object.entries(TABLE))
      expect([property, info[property]]).toEqual([property, told[profile]]);
    expect(info['LastModifiedTime']).toMatch(TIMES[profile]);
    expect(info).toMatchObject({
      SupportsLocks: true,
      SupportsUpdate: true,
      UserCanWrite: true,
      UserCanNotWriteRelative: false,
      PostMessageOrigin: expect.stringMatching(/^http:\/\/localhost:/) as string,
      ClosePostMessage: true,
    });
  });

  it('promises a viewer nothing that writes', async () => {
    const info = await infoFor({ user: 'admin', action: 'view' });
    expect(info).toMatchObject({ ReadOnly: true, UserCanWrite: false, UserCanNotWriteRelative: true });
    expect(info['UserCanReview'] ?? false).toBe(false);
    expect(info['HideSaveOption'] ?? true).toBe(true);
  });

  it('names an administrator to who asks for it', async () => {
    await infoFor({ user: 'root' });
    await gateway.query(`update users set role = 'administrator' where login = 'root'`);
    const told = (await infoFor({ user: 'root' }))['IsAdminUser'];
    expect(told).toBe(profile === 'collabora' ? true : undefined);
  });

  it('is answered to a save with its time only where the family reads it', async () => {
    const client = await gateway.client(fileId, { client: profile });
    await client.lock('L');
    const saved = await client.putFile(Buffer.from('new'), 'L');
    const { LastModifiedTime } = (await client.checkFileInfo()).json();
    const body = profile === 'collabora' ? JSON.stringify({ LastModifiedTime }) : '';
    expect([saved.status, saved.body.toString()]).toEqual([200, body]);
  });
});

it('members of CSPP Plus are told that a file is shared while a link to it is alive', async () => {
  const client = await gateway.client(await gateway.putFile('shared.docx', Buffer.from('x')), {
    user: 'admin',
    client: 'microsoft365-plus',
  });
  const status = async () => (await client.checkFileInfo()).json()['SharingStatus'];
  expect(await status()).toBe('Private');
  await client.post('GET_SHARE_URL', { 'X-WOPI-UrlType': 'ReadOnly' });
  expect(await status()).toBe('Shared');
  await gateway.query('update share_links set revoked_at = now()');
  expect(await status()).toBe('Private');
});
