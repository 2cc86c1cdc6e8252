import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { END_FRAME, messageFrame, WopiHeader } from '#wopi-protocol';
import {
  chunkFrames,
  chunkIdOf,
  chunksOf,
  framesOf,
  getChunkedFile,
  putChunkedFile,
  saveBody,
  sequenceNumberOf,
  signatureOf,
} from '../../support/chunked-file.js';
import type { Gateway } from '../../support/gateway.js';
import { startGateway } from '../../support/start-gateway.js';
import type { WopiClient } from '../../support/wopi-client.js';

let gateway: Gateway;

beforeAll(async () => {
  gateway = await startGateway({ profile: 'microsoft365-plus' });
});
afterAll(() => gateway?.stop());

async function lockedFile(): Promise<WopiClient> {
  const file = await gateway.putFile(`${randomUUID()}.docx`, Buffer.from('first'));
  const client = await gateway.client(file);
  expect((await client.lock('L')).status).toBe(200);
  return client;
}

async function createSession(client: WopiClient): Promise<string> {
  const answer = await client.post('CREATE_UPLOAD_SESSION');
  expect(answer.status).toBe(200);
  return answer.json<{ UploadSessionToken: string }>().UploadSessionToken;
}

const update = (client: WopiClient, token: string, offset: number, bytes: Buffer, length = bytes.length) =>
  client.post(
    'UPDATE_UPLOAD_SESSION',
    {
      [WopiHeader.UploadSessionToken]: token,
      [WopiHeader.ContentRangeOffset]: String(offset),
      [WopiHeader.ContentRangeLength]: String(length),
    },
    bytes,
  );

const offsetOf = ({ headers }: { headers: Readonly<Record<string, unknown>> }) =>
  headers[WopiHeader.UploadSessionCurrentOffset.toLowerCase()];

it('saves what several requests brought, cut anywhere, once they are all there', async () => {
  const client = await lockedFile();
  const content = randomBytes(100_000);
  const chunks = await chunksOf(content);
  const stream = chunkFrames(chunks);
  const token = await createSession(client);
  const commit = () =>
    putChunkedFile(client, '1', saveBody([signatureOf(chunks)], [], { token }), { lock: 'L' });

  expect(offsetOf(await update(client, token, 0, stream.subarray(0, 11)))).toBe('11');
  const early = await commit();
  expect(early.status).toBe(400);
  const lost = await update(client, token, 0, stream.subarray(0, 11));
  expect([lost.status, offsetOf(lost)]).toEqual([400, '11']);
  const short = await update(client, token, 11, stream.subarray(11, 20), 10);
  expect(short.status).toBe(400);
  expect(offsetOf(await update(client, token, 11, stream.subarray(11)))).toBe(String(stream.length));

  const saved = await commit();
  expect([saved.status, sequenceNumberOf(saved)]).toEqual([200, '2']);
  expect((await client.getFile()).body.equals(content)).toBe(true);
  expect((await update(client, token, stream.length, Buffer.from('x'))).status).toBe(410);
  expect(await gateway.query('select from upload_fragments')).toEqual([]);
});

it('keeps the session of a save that comes from another state, for another try', async () => {
  const client = await lockedFile();
  const chunks = await chunksOf(Buffer.from('uploaded'));
  const token = await createSession(client);
  await update(client, token, 0, chunkFrames(chunks));
  await client.putFile(Buffer.from('in between'), 'L');
  const body = saveBody([signatureOf(chunks)], [], { token });
  expect((await putChunkedFile(client, '1', body, { lock: 'L' })).status).toBe(412);
  expect((await putChunkedFile(client, '2', body, { lock: 'L' })).status).toBe(200);
  expect((await client.getFile()).body.toString()).toBe('uploaded');
});

it('ends for another file, another person, and by the clock', async () => {
  const client = await lockedFile();
  const token = await createSession(client);
  const bytes = Buffer.from('bytes');
  expect((await update(await lockedFile(), token, 0, bytes)).status).toBe(410);
  expect((await update(client, 'guess', 0, bytes)).status).toBe(410);
  await gateway.query(`update upload_sessions set expires_at = now()`);
  expect((await update(client, token, 0, bytes)).status).toBe(410);
});

it('may be begun by one person 16 times at most', async () => {
  const client = await lockedFile();
  await gateway.query('delete from upload_sessions');
  for (let n = 0; n < 16; n++) await createSession(client);
  expect((await client.post('CREATE_UPLOAD_SESSION')).status).toBe(429);
});

it('sends parts of chunks, and leaves out those that the file has no longer', async () => {
  const client = await lockedFile();
  const content = randomBytes(10_000);
  await client.putFile(content, 'L');
  const id = chunkIdOf(content);
  const ranges = [
    { ChunkId: id, Offset: 0, Length: 4096 },
    { ChunkId: id, Offset: 4096, Length: -1 },
    { ChunkId: chunkIdOf(Buffer.from('gone')), Offset: 0, Length: -1 },
  ];
  const ask = (ChunkRangesToReturn: object[]) =>
    client.post(
      'GET_CHUNKS',
      {},
      Buffer.concat([
        messageFrame({
          ContentFilters: [{ StreamId: 'MainContent', ChunkingScheme: 'Zip', ChunkRangesToReturn }],
        }),
        END_FRAME,
      ]),
    );
  const answer = await ask(ranges);
  expect([answer.status, sequenceNumberOf(answer), answer.version]).toEqual([200, '2', '2']);
  const { message, payloads } = await framesOf(answer.body);
  expect(message).toEqual({ ChunkRangeCollection: [{ StreamId: 'MainContent', ChunkIds: [id] }] });
  expect(Buffer.concat([...payloads.values()]).equals(content)).toBe(true);
  const flags = [...payloads.keys()].map((header) => Buffer.from(header, 'base64').readUInt32BE(32));
  expect(flags).toEqual([0, 1]);
  expect((await ask(Array.from({ length: 3 }, () => ranges[1]!))).status).toBe(400);
});

it('is promised by CheckFileInfo', async () => {
  const client = await lockedFile();
  const info = (await client.checkFileInfo()).json();
  expect(info).toMatchObject({ SupportsResumableFileTransfer: true, SupportsCoauth: true });
  expect((await getChunkedFile(client)).status).toBe(200);
});
