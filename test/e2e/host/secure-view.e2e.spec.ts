import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Gateway, SessionWish } from '../../support/gateway.js';
import { startGateway } from '../../support/start-gateway.js';
import { WopiClient } from '../../support/wopi-client.js';

const PROFILES = ['microsoft365', 'office-online-server', 'collabora', 'onlyoffice'] as const;

let gateway: Gateway;
let fileId: string;

const client = (wish: SessionWish) => gateway.client(fileId, { user: 'vera', direct: true, ...wish });
const infoOf = async (one: WopiClient) => (await one.checkFileInfo()).json<Record<string, unknown>>();
const info = async (wish: SessionWish) => infoOf(await client(wish));
const forFile = (policy: object) => gateway.admin('PUT', `/files/${fileId}/secure-view`, policy);
const forAll = (policy: object) => gateway.admin('PUT', '/secure-view', policy);

beforeAll(async () => {
  gateway = await startGateway({ clients: Object.fromEntries(PROFILES.map((name) => [name, name])) });
});
afterAll(() => gateway?.stop());
beforeEach(async () => {
  fileId = await gateway.putFile(`${randomUUID()}.docx`, Buffer.from('secret'), 'olga');
});
afterEach(() => forAll({ enabled: false }));

const MICROSOFT = {
  RestrictedWebViewOnly: true,
  ProtectInClient: true,
  DisablePrint: true,
  DisableTranslation: true,
  CopyPasteRestrictions: 'BlockAll',
};
const TOLD = {
  microsoft365: MICROSOFT,
  'office-online-server': MICROSOFT,
  collabora: {
    DisablePrint: true,
    HidePrintOption: true,
    DisableExport: true,
    HideExportOption: true,
    DisableCopy: true,
    WatermarkText: 'Vera, draft',
  },
  onlyoffice: {
    DisablePrint: true,
    HidePrintOption: true,
    HideExportOption: true,
    CopyPasteRestrictions: 'BlockAll',
  },
} as const;

describe('a secure view', () => {
  it.each(PROFILES)('reaches viewers in the words of %s, and nobody who may edit', async (profile) => {
    const before = await info({ client: profile, action: 'view' });
    for (const name of ['FileUrl', 'DownloadUrl']) expect(before).toHaveProperty(name);
    await gateway.query(`update users set display_name = 'Vera' where login = 'vera'`);
    await forFile({ enabled: true, watermark: '{name}, draft' });
    const told = await info({ client: profile, action: 'view' });
    expect(told).toMatchObject(TOLD[profile]);
    for (const name of ['FileUrl', 'DownloadUrl']) expect(told).not.toHaveProperty(name);
    for (const wish of [{ user: 'olga', action: 'view' }, { action: 'edit' }] as const) {
      const free = await info({ ...wish, client: profile });
      expect(free).toHaveProperty('DownloadUrl');
      expect(free['DisablePrint'] ?? false).toBe(false);
      expect(free['CopyPasteRestrictions'] ?? free['WatermarkText']).toBeUndefined();
    }
  });

  it('of all files counts for those that have no policy of their own, from the next request on', async () => {
    const viewer = await client({ action: 'view' });
    const fileUrl = (await infoOf(viewer))['FileUrl'] as string;
    expect((await fetch(fileUrl)).status).toBe(200);
    await forAll({ enabled: true, watermark: 'Internal' });
    expect(await infoOf(viewer)).toMatchObject({ RestrictedWebViewOnly: true });
    expect((await fetch(fileUrl)).status).toBe(401);
    expect((await info({ client: 'collabora', action: 'view' }))['WatermarkText']).toBe('Internal');
    await forFile({ enabled: false });
    expect(await infoOf(viewer)).not.toHaveProperty('RestrictedWebViewOnly');
    await forFile({ enabled: null });
    expect(await infoOf(viewer)).toMatchObject({ RestrictedWebViewOnly: true });
  });

  it('lets the editor have the bytes that it shows, and no app on somebody’s own device', async () => {
    await forFile({ enabled: true });
    const viewer = await client({ action: 'view' });
    expect((await viewer.getFile()).body.toString()).toBe('secret');
    await gateway.query(`update sessions set client = 'native:phone' where file_id = $1`, [fileId]);
    expect((await viewer.getFile()).status).toBe(401);
  });
});
