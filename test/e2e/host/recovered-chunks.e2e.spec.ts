import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { zipSync } from 'fflate';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { WopiHeader } from '#wopi-protocol';
import {
  chunkFrames,
  chunksOf,
  type ClientChunk,
  putChunkedFile,
  saveBody,
  sequenceNumberOf,
  signatureOf,
} from '../../support/chunked-file.js';
import type { Gateway } from '../../support/gateway.js';
import { startGateway } from '../../support/start-gateway.js';
import { storedIn } from '../../support/stored-blobs.js';
import type { WopiAnswer, WopiClient } from '../../support/wopi-client.js';

let gateway: Gateway;
let fileId: string;
let client: WopiClient;
/** The document as the client knows it: state 2. */
let parts: Record<string, Buffer>;
let known: ClientChunk[];
/** What the client wants to save, and the chunks of it that the host lacks. */
let written: Buffer;
let chunks: ClientChunk[];
let sent: ClientChunk[];

beforeAll(async () => {
  gateway = await startGateway({ profile: 'microsoft365-plus' });
});
afterAll(() => gateway?.stop());

const archive = (content: Record<string, Buffer>) =>
  Buffer.from(zipSync(content, { level: 0, mtime: new Date(2026, 0, 1) }));

beforeEach(async () => {
  fileId = await gateway.putFile(`${randomUUID()}.docx`, Buffer.from('first'));
  client = await gateway.client(fileId);
  parts = { a: randomBytes(50_000), b: randomBytes(50_000), c: randomBytes(50_000) };
  known = await chunksOf(archive(parts));
  await client.lock('L');
  await save(client, '1', known, known);
  written = archive({ ...parts, b: randomBytes(50_000) });
  chunks = await chunksOf(written);
  const ids = new Set(known.map(({ id }) => id));
  sent = chunks.filter(({ id }) => !ids.has(id));
});

const save = (by: WopiClient, state: string, all: ClientChunk[], some: ClientChunk[], lock = 'L') =>
  putChunkedFile(by, state, saveBody([signatureOf(all)], some), { lock });

/** What the bin has of the file, and what the audit log says of it. */
const kept = () =>
  gateway.query<{ reason: string; size: number; sha256: string }>(
    `select reason, size::int as size, encode(sha256, 'hex') as sha256
     from recovered_saves where file_id = $1 order by created_at desc`,
    [fileId],
  );
const audited = () =>
  gateway.query<{ status: number; recovered: string }>(
    `select status, detail->>'recovered' as recovered from audit_log
     where file_id = $1::text and operation = 'PutChunkedFile' and status <> 200`,
    [fileId],
  );

/** The bin shows the whole of what was written, though only a part was sent. */
async function expectKept(reason: string, status: number): Promise<void> {
  const sha256 = createHash('sha256').update(written).digest('hex');
  expect(await kept()).toEqual([{ reason, size: written.length, sha256 }]);
  await expect.poll(audited).toEqual([{ status, recovered: reason }]);
  expect((await download(await onlyId())).equals(written)).toBe(true);
}

interface Recovered {
  readonly id: string;
  readonly fileId: string;
}

const listed = async () =>
  (await gateway.admin<{ recovered: Recovered[] }>('GET', '/recovered')).recovered.filter(
    (one) => one.fileId === fileId,
  );
const onlyId = async () => (await listed())[0]!.id;
const restore = (id: string, as: 'file' | 'version') =>
  gateway.admin<{ id: string; version: string }>('POST', `/recovered/${id}/restore`, { as });

async function download(id: string): Promise<Buffer> {
  const made = await restore(id, 'file');
  return (await (await gateway.client(made.id)).getFile()).body;
}

/** The first half of a body at once, the rest after `meanwhile`. */
function slowly(body: Buffer, meanwhile: () => Promise<unknown>): Readable {
  async function* halves() {
    yield body.subarray(0, body.length / 2);
    await meanwhile();
    yield body.subarray(body.length / 2);
  }
  return Readable.from(halves(), { objectMode: false });
}

describe('the content of a chunked save, of which only what had changed was sent, is kept when', () => {
  it('another lock holds the file', async () => {
    await client.unlock('L');
    await client.lock('M');
    const refused = await save(client, '2', chunks, sent);
    expect([refused.status, refused.lock]).toEqual([409, 'M']);
    await expectKept('locked_by_other', 409);
  });

  it('the lock is lost while the chunks are on their way', async () => {
    const body = slowly(saveBody([signatureOf(chunks)], sent), () => client.unlock('L'));
    const refused = await putChunkedFile(client, '2', body, { lock: 'L' });
    expect([refused.status, refused.lock]).toEqual([409, '']);
    await expectKept('lock_lost', 409);
  });

  it('the file is deleted while the chunks are on their way', async () => {
    const body = slowly(saveBody([signatureOf(chunks)], sent), () =>
      gateway.query('update files set deleted_at = now() where file_id = $1', [fileId]),
    );
    expect((await putChunkedFile(client, '2', body, { lock: 'L' })).status).toBe(404);
    await expectKept('file_deleted', 404);
  });

  it('the file was deleted before', async () => {
    await gateway.query('update files set deleted_at = now() where file_id = $1', [fileId]);
    expect((await save(client, '2', chunks, sent)).status).toBe(404);
    await expectKept('file_deleted', 404);
  });

  it('the session was revoked', async () => {
    await gateway.admin('POST', '/sessions/revoke', { file: fileId });
    expect((await save(client, '2', chunks, sent)).status).toBe(401);
    await expectKept('session_ended', 401);
  });

  it('the chunks came in an upload session, and its session for the file ended', async () => {
    const created = await client.post('CREATE_UPLOAD_SESSION');
    const token = created.json<{ UploadSessionToken: string }>().UploadSessionToken;
    const frames = chunkFrames(sent);
    const headers = {
      [WopiHeader.UploadSessionToken]: token,
      [WopiHeader.ContentRangeOffset]: '0',
      [WopiHeader.ContentRangeLength]: String(frames.length),
    };
    expect((await client.post('UPDATE_UPLOAD_SESSION', headers, frames)).status).toBe(200);
    await gateway.admin('POST', '/sessions/revoke', { file: fileId });
    const body = saveBody([signatureOf(chunks)], [], { token });
    expect((await putChunkedFile(client, '2', body, { lock: 'L' })).status).toBe(401);
    await expectKept('session_ended', 401);
  });

  it('the file is in another state by now, without the chunks that the client took from the one it knew', async () => {
    await client.putFile(Buffer.from('in between'), 'L');
    const refused = await save(client, '2', chunks, sent);
    expect([refused.status, sequenceNumberOf(refused), refused.body.length]).toEqual([412, '3', 0]);
    await expectKept('document_changed', 412);
  });
});

it('is no longer shown of a client that came from another state, once its session has saved after all', async () => {
  const other = await gateway.client(fileId, { user: 'bob' });
  await other.putFile(Buffer.from('in between'), 'L');
  expect((await save(client, '2', chunks, sent)).status).toBe(412);
  await other.putFile(Buffer.from('of another session'), 'L');
  expect(await listed()).toHaveLength(1);
  const merged = await chunksOf(Buffer.from('both texts'));
  expect((await save(client, '4', merged, merged)).status).toBe(200);
  expect(await listed()).toEqual([]);
  expect((await save(client, '2', chunks, sent)).status).toBe(412);
  expect(await listed()).toHaveLength(1);
  expect(await kept()).toHaveLength(1);
});

describe('of a chunked save that cannot be put together only the audit log speaks, when', () => {
  const expectIncomplete = async (answer: Promise<WopiAnswer>) => {
    const { status, lock } = await answer;
    expect([status, lock]).toEqual([409, '']);
    expect(await kept()).toEqual([]);
    await expect.poll(audited).toEqual([{ status: 409, recovered: 'incomplete' }]);
  };
  beforeEach(() => client.unlock('L'));

  it('a chunk is nowhere', () => expectIncomplete(save(client, '2', chunks, [])));

  it('its body is no chunks at all', () =>
    expectIncomplete(putChunkedFile(client, '2', Buffer.from('no frames'), { lock: 'L' })));

  it('its body ends early', () =>
    expectIncomplete(
      putChunkedFile(client, '2', saveBody([signatureOf(chunks)], sent).subarray(0, -40), { lock: 'L' }),
    ));
});

it('is one row and one blob, however often it is sent', async () => {
  await client.unlock('L');
  const { blobs } = await storedIn(gateway.dataDir);
  const answers = await Promise.all(Array.from({ length: 8 }, () => save(client, '2', chunks, sent)));
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 409));
  expect(await kept()).toHaveLength(1);
  expect((await storedIn(gateway.dataDir)).blobs).toBe(blobs + 1);
});

it('outlives the file that its other chunks came from', async () => {
  await client.unlock('L');
  expect((await save(client, '2', chunks, sent)).status).toBe(409);
  const made = await restore(await onlyId(), 'file');
  expect((await client.post('DELETE')).status).toBe(200);
  await gateway.query(`update files set deleted_at = now() - interval '2 days' where file_id = $1`, [fileId]);
  await gateway.admin('PATCH', '/retention', { deletedDays: 1 });
  expect(await gateway.admin('POST', '/retention/purge', {})).toMatchObject({ versions: 2 });
  expect((await (await gateway.client(made.id)).getFile()).body.equals(written)).toBe(true);
});

it('becomes the newest version, from which the next save takes its chunks', async () => {
  await client.unlock('L');
  expect((await save(client, '2', chunks, sent)).status).toBe(409);
  expect(await restore(await onlyId(), 'version')).toMatchObject({ id: fileId, version: '3' });
  expect((await client.getFile()).body.equals(written)).toBe(true);
  await client.lock('N');
  expect((await save(client, '3', [...chunks].reverse(), [], 'N')).status).toBe(200);
});
