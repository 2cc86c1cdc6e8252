import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Gateway } from '../../support/gateway.js';
import { startGateway } from '../../support/start-gateway.js';
import type { WopiClient } from '../../support/wopi-client.js';

let gateway: Gateway;
let fileId: string;
let client: WopiClient;

beforeAll(async () => {
  gateway = await startGateway({ profile: 'collabora', proxy: true });
});
afterAll(() => gateway.stop());
beforeEach(async () => {
  fileId = await gateway.putFile(`${randomUUID()}.odt`, Buffer.from('first'));
  client = await gateway.client(fileId);
  await client.lock('L');
});

type Headers = Record<string, string>;

const save = (headers: Headers = {}, content = 'second') =>
  client.putFile(Buffer.from(content), 'L', headers);
const newestVersion = async () => {
  const columns = `version::int, save_kind as "kind", modified_by_user as "modifiedByUser", editors`;
  const [row] = await gateway.query<Record<string, unknown>>(
    `select ${columns} from versions where file_id = $1 order by version desc limit 1`,
    [fileId],
  );
  return row;
};
const lastModified = async () =>
  (await client.checkFileInfo()).json<{ LastModifiedTime: string }>().LastModifiedTime;

describe('what a client says of a save', () => {
  it.each<[string, Headers, string | null, boolean | null]>([
    ['nothing', {}, null, null],
    [
      'a person asked for it',
      { IsAutosave: 'false', IsExitSave: 'false', IsModifiedByUser: 'true' },
      'explicit',
      true,
    ],
    [
      'time had passed',
      { IsAutosave: 'true', IsExitSave: 'false', IsModifiedByUser: 'true' },
      'autosave',
      true,
    ],
    [
      'the session ends',
      { IsAutosave: 'true', IsExitSave: 'true', IsModifiedByUser: 'false' },
      'exit',
      false,
    ],
    ['neither word of two', { IsAutosave: 'perhaps', IsModifiedByUser: '1' }, null, null],
  ])('is kept with the version: %s', async (_, said, kind, modifiedByUser) => {
    for (const spelling of ['COOL', 'LOOL']) {
      const headers = Object.entries(said).map(([name, value]) => [`X-${spelling}-WOPI-${name}`, value]);
      expect((await save(Object.fromEntries(headers) as Headers)).status).toBe(200);
      expect(await newestVersion()).toMatchObject({ kind, modifiedByUser });
    }
  });

  it('names the editors, and the audit log with it the session context', async () => {
    const { UserId } = (await client.checkFileInfo()).json<{ UserId: string }>();
    const stranger = randomUUID();
    const list = `${UserId}, ${stranger.replaceAll('-', '')},${UserId},O'Brien,`;
    expect((await save({ 'X-WOPI-Editors': list, 'X-WOPI-SessionContext': 'from the page' })).status).toBe(
      200,
    );
    const editors = (await newestVersion())?.['editors'] as string[];
    expect(editors).toHaveLength(2);
    expect(editors).toContain(stranger);
    const [row] = await gateway.query<{ detail: object }>(
      `select detail from audit_log where file_id = $1 and operation = 'PutFile'`,
      [fileId],
    );
    expect(row!.detail).toEqual({
      sessionContext: 'from the page',
      editors: [UserId, stranger.replaceAll('-', '')],
    });
  });
});

describe('a save of what was read too long ago', () => {
  it('is refused with the status that its family knows, and nothing is stored', async () => {
    const known = await lastModified();
    const saved = await save({ 'X-COOL-WOPI-Timestamp': known });
    expect(saved.status).toBe(200);
    expect(saved.json()).toEqual({ LastModifiedTime: await lastModified() });
    for (const spelling of ['COOL', 'LOOL']) {
      const late = await save({ [`X-${spelling}-WOPI-Timestamp`]: known }, 'late');
      expect([late.status, late.lock]).toEqual([409, 'L']);
      expect(late.json()).toEqual({ [`${spelling}StatusCode`]: 1010 });
    }
    expect((await client.getFile()).body.toString()).toBe('second');
    expect((await newestVersion())?.['version']).toBe(2);
  });

  it('goes through without the header, when the person wants to overwrite', async () => {
    await save();
    expect((await save({}, 'third')).status).toBe(200);
    expect((await client.getFile()).body.toString()).toBe('third');
  });

  it('loses against another one that comes first, however close they are', async () => {
    const known = await lastModified();
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, n) => save({ 'X-COOL-WOPI-Timestamp': known }, `content ${n}`)),
    );
    const statuses = answers.map(({ status }) => status).toSorted((a, b) => a - b);
    expect(statuses).toEqual([200, ...Array<number>(11).fill(409)]);
    const losers = answers.filter(({ status }) => status === 409);
    expect(losers.every((answer) => answer.json()['COOLStatusCode'] === 1010)).toBe(true);
    expect((await newestVersion())?.['version']).toBe(2);
  });

  it('is a lock mismatch first where the lock is wrong', async () => {
    const answer = await client.putFile(Buffer.from('x'), 'other', { 'X-COOL-WOPI-Timestamp': '2020-01-01' });
    expect([answer.status, answer.lock, answer.body.length]).toEqual([409, 'L', 0]);
  });
});
