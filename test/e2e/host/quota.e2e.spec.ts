import { createHash, randomBytes, randomUUID } from 'node:crypto';
import pg from 'pg';
import { WopiHeader } from '#wopi-protocol';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { chunkIdOf, putChunkedFile, saveBody, signatureOf } from '../../support/chunked-file.js';
import type { Gateway } from '../../support/gateway.js';
import { startGateway } from '../../support/start-gateway.js';
import type { WopiClient } from '../../support/wopi-client.js';

const SIZE = 10_000;

let gateway: Gateway;
let fileId: string;
let writer: WopiClient;

beforeAll(async () => {
  gateway = await startGateway({ hosts: 2, profile: 'microsoft365-plus' });
});
afterAll(() => gateway?.stop());
beforeEach(async () => {
  fileId = await gateway.putFile(`${randomUUID()}.docx`, randomBytes(SIZE));
  writer = await gateway.client(fileId, { user: 'admin' });
  await writer.lock('L');
});
afterEach(() => setQuota(null));

const setQuota = (quotaBytes: number | null) => gateway.admin('PATCH', '/storage', { quotaBytes });
const use = () => gateway.admin<{ quotaBytes: number; usedBytes: number }>('GET', '/storage');
const room = async (bytes: number) => setQuota((await use()).usedBytes + bytes);
const counted = async () =>
  (await gateway.query<{ used: number }>(`select used_bytes::int as used from storage_quotas`))[0]!.used;

const suggest = () => ({ [WopiHeader.SuggestedTarget]: `${randomUUID()}.docx` });
const saveBeside = (content: Buffer, host = 0) =>
  writer.at(gateway.hostUrls[host]!).post('PUT_RELATIVE', suggest(), content);

async function saveInChunks(content: Buffer) {
  const { Version } = (await writer.checkFileInfo()).json<{ Version: string }>();
  const chunks = [{ id: chunkIdOf(content), bytes: content }];
  return putChunkedFile(writer, Version, saveBody([signatureOf(chunks)], chunks), { lock: 'L' });
}

describe('a save for which there is no room', () => {
  it.each([
    ['PutFile', (content: Buffer) => writer.putFile(content, 'L')],
    ['PutRelativeFile', (content: Buffer) => saveBeside(content)],
    ['PutChunkedFile', saveInChunks],
  ])('is refused to %s and kept in the recovery bin, and nothing else changes', async (_, save) => {
    const before = await writer.checkFileInfo();
    await room(SIZE);
    const text = randomBytes(2 * SIZE + 1);
    expect((await save(text)).status).toBe(413);
    const kept = await gateway.query(
      `select reason, encode(sha256, 'hex') as sha256 from recovered_saves where file_id = $1`,
      [fileId],
    );
    expect(kept).toEqual([{ reason: 'quota', sha256: createHash('sha256').update(text).digest('hex') }]);
    expect((await writer.checkFileInfo()).json()['Version']).toBe(before.json()['Version']);
    expect(await counted()).toBe((await use()).usedBytes);
    expect((await save(randomBytes(SIZE))).status).toBe(200);
  });

  it('may still make nothing larger', async () => {
    await setQuota(0);
    for (const size of [SIZE, SIZE - 1, 0])
      expect((await writer.putFile(randomBytes(size), 'L')).status).toBe(200);
    expect((await writer.putFile(randomBytes(1), 'L')).status).toBe(413);
  });

  it('finds room where a file was deleted, and the way back of what would take it', async () => {
    const other = await gateway.putFile(`${randomUUID()}.docx`, randomBytes(SIZE));
    expect((await writer.putFile(Buffer.from('short'), 'L')).status).toBe(200);
    await writer.unlock('L');
    await room(0);
    const refused = gateway.admin('POST', `/files/${fileId}/versions/1/restore`, {});
    await expect(refused).rejects.toThrow('507');
    await expect(refused).rejects.toThrow('There is no room left');
    expect((await (await gateway.client(other, { user: 'admin' })).post('DELETE')).status).toBe(200);
    await gateway.admin('POST', `/files/${fileId}/versions/1/restore`, {});
    expect(await counted()).toBe((await use()).usedBytes);
  });
});

describe('of many who come at once over two processes', () => {
  it('as many get room as there is', async () => {
    await room(5 * SIZE);
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, n) => saveBeside(randomBytes(SIZE), n % 2)),
    );
    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(5);
    expect(statuses.filter((status) => status === 413)).toHaveLength(15);
    const { quotaBytes, usedBytes } = await use();
    expect([usedBytes, await counted()]).toEqual([quotaBytes, quotaBytes]);
  });

  it('none is left out of the count when the quota is set meanwhile', async () => {
    const saving = new pg.Client(gateway.database.url);
    await saving.connect();
    await saving.query('begin');
    await saving.query(`update files set size = size + 1 where file_id = $1`, [fileId]);
    const set = setQuota(10 ** 9);
    await expect
      .poll(() => gateway.query(`select from pg_locks where relation = 'files'::regclass and not granted`))
      .toHaveLength(1);
    await saving.query('commit');
    await saving.end();
    await set;
    expect(await counted()).toBe((await use()).usedBytes);
  });
});

it('an upload is refused with a sentence, and leaves nothing behind', async () => {
  await room(SIZE);
  const blobs = await gateway.blobs();
  const upload = gateway.putFile('large.docx', randomBytes(SIZE + 1));
  await expect(upload).rejects.toThrow('507');
  await expect(upload).rejects.toThrow('Delete files that nobody needs');
  expect(await gateway.blobs()).toEqual(blobs);
});
