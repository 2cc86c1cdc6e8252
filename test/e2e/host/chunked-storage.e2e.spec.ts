import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { type IncomingMessage, request as httpRequest } from 'node:http';
import * as path from 'node:path';
import { hash } from '@node-rs/argon2';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { END_FRAME, messageFrame, WopiHeader } from '#wopi-protocol';
import {
  chunkFrames,
  chunkIdOf,
  type ClientChunk,
  framesOf,
  getChunkedFile,
  putChunkedFile,
  saveBody,
  signatureOf,
} from '../../support/chunked-file.js';
import type { Gateway } from '../../support/gateway.js';
import { Browser } from '../../support/mobile-app.js';
import { startGateway } from '../../support/start-gateway.js';
import { storedIn } from '../../support/stored-blobs.js';
import { sweepOrphans } from '../../support/sweep-orphans.js';
import type { WopiClient } from '../../support/wopi-client.js';

const PASSWORD = 'correct horse battery staple';
const SIZE = 100_000;
const MIB = 1024 * 1024;

let gateway: Gateway;

beforeAll(async () => {
  gateway = await startGateway({ profile: 'microsoft365-plus' });
});
afterAll(() => gateway?.stop());

const newChunk = (size = SIZE): ClientChunk => {
  const bytes = randomBytes(size);
  return { id: chunkIdOf(bytes), bytes };
};
const bytesOf = (chunks: readonly ClientChunk[]) => Buffer.concat(chunks.map(({ bytes }) => bytes));
const storedBytes = async () => (await storedIn(gateway.dataDir)).bytes;

async function lockedFile(owner = 'admin'): Promise<{ id: string; client: WopiClient }> {
  const id = await gateway.putFile(`${randomUUID()}.docx`, Buffer.from('first'), owner);
  const client = await gateway.client(id, { user: owner });
  await client.lock('L');
  return { id, client };
}

/** Saves content, sending those of its chunks that are new. */
async function save(
  client: WopiClient,
  state: string,
  all: ClientChunk[],
  sent: ClientChunk[],
  stream?: string,
) {
  const { status } = await putChunkedFile(client, state, saveBody([signatureOf(all, stream)], sent), {
    lock: 'L',
  });
  expect(status).toBe(200);
}

/** Sends the first bytes of a new upload session. */
async function beginUpload(client: WopiClient): Promise<void> {
  const created = await client.post('CREATE_UPLOAD_SESSION');
  const frames = chunkFrames([newChunk()]);
  const headers = {
    [WopiHeader.UploadSessionToken]: created.json<{ UploadSessionToken: string }>().UploadSessionToken,
    [WopiHeader.ContentRangeOffset]: '0',
    [WopiHeader.ContentRangeLength]: String(frames.length),
  };
  expect((await client.post('UPDATE_UPLOAD_SESSION', headers, frames)).status).toBe(200);
}

it('removes the chunks of purged versions once no version that stays is made of them', async () => {
  await gateway.admin('PATCH', '/retention', { foldMinutes: 0, maxVersions: 1 });
  const purge = () => gateway.admin<{ versions: number }>('POST', '/retention/purge', {});
  await purge();
  const { client } = await lockedFile();
  const [a, b, c, changedB, changedC, x, y] = Array.from({ length: 7 }, () => newChunk());
  await save(client, '1', [a!, b!, c!], [a!, b!, c!]);
  await save(client, '2', [a!, changedB!, c!], [changedB!]);
  await save(client, '3', [a!, changedB!, changedC!], [changedC!]);
  const full = await storedBytes();
  expect(await purge()).toMatchObject({ versions: 2 });
  // The first save's blob also holds what the later ones are made of; only the five bytes of `first` may go.
  expect(await storedBytes()).toBe(full - 'first'.length);
  expect((await client.getFile()).body.equals(bytesOf([a!, changedB!, changedC!]))).toBe(true);

  await save(client, '4', [x!, y!], [x!, y!]);
  await save(client, '5', [y!, x!], []);
  const before = await storedBytes();
  expect(await purge()).toMatchObject({ versions: 2 });
  expect(await storedBytes()).toBe(before - 5 * SIZE);
  expect((await client.getFile()).body.equals(bytesOf([y!, x!]))).toBe(true);
  await gateway.admin('PATCH', '/retention', { maxVersions: null });
});

it('puts content together that would lie in very many places', async () => {
  const { id, client } = await lockedFile();
  const all = Array.from({ length: 1200 }, () => newChunk(20));
  const repeated = [...all, ...all.slice(0, 100)];
  const halves = [0, 1].map((rest) => all.filter((_, n) => n % 2 === rest));
  await save(client, '1', halves[0]!, halves[0]!);
  const before = await storedBytes();
  for (const [state, content, sent] of [
    ['2', all, halves[1]!],
    ['3', all.toReversed(), []],
    ['4', repeated, []],
  ] as const) {
    await save(client, state, [...content], [...sent]);
    const [row] = await gateway.query<{ chunks: [string, number, number, number][]; parts: number }>(
      `select l.chunks, (select count(*)::int from blob_parts p where p.blob_key = f.blob_key) as parts
       from files f join chunk_lists l on l.blob_key = f.blob_key where f.file_id = $1`,
      [id],
    );
    expect(row!.parts).toBe(1);
    expect(row!.chunks.map(([, , , start]) => start)).toEqual(content.map((_, n) => n * 20));
    expect((await client.getFile()).body.equals(bytesOf(content))).toBe(true);
    const { payloads } = await framesOf((await getChunkedFile(client)).body);
    expect([...payloads.keys()]).toEqual([...new Set(content.map((chunk) => chunk.id))]);
    const answered = Buffer.concat(content.map((chunk) => payloads.get(chunk.id)!));
    expect(answered.equals(bytesOf(content))).toBe(true);
  }
  // What was sent in pieces is not kept beside.
  expect((await storedBytes()) - before).toBe(20 * (1200 + 1200 + 1300));
});

it('answers no ranges that are everywhere', async () => {
  const { client } = await lockedFile();
  const chunks = Array.from({ length: 5000 }, () => newChunk(4));
  await save(client, '1', chunks, chunks);
  const getChunks = (ids: readonly string[]) => {
    const ChunkRangesToReturn = ids.map((ChunkId) => ({ ChunkId, Offset: 0, Length: -1 }));
    const filter = { StreamId: 'MainContent', ChunkingScheme: 'Zip', ChunkRangesToReturn };
    return client.post(
      'GET_CHUNKS',
      {},
      Buffer.concat([messageFrame({ ContentFilters: [filter] }), END_FRAME]),
    );
  };
  const ids = chunks.map(({ id }) => id);
  const answer = await getChunks(ids);
  expect([answer.status, (await framesOf(answer.body)).payloads.size]).toEqual([200, 5000]);
  expect((await getChunks(ids.toReversed())).status).toBe(400);
  expect((await getChunks(ids.toReversed().slice(0, 1000))).status).toBe(200);
});

/** Begins to read the file, and goes on once `meanwhile` is over; what came until the end, and whether that was all. */
async function readWhile(client: WopiClient, meanwhile: () => Promise<unknown>) {
  const { method, origin, path: target, headers } = client.prepare({ suffix: '/contents' });
  const asked = httpRequest(`${origin}${target}`, { method, headers }).end();
  const [response] = (await once(asked, 'response')) as [IncomingMessage];
  await meanwhile();
  const pieces: Buffer[] = [];
  response.on('data', (piece: Buffer) => pieces.push(piece));
  await once(response, 'close').catch(() => undefined);
  return { body: Buffer.concat(pieces), complete: response.complete };
}

it('never ends a read early and cleanly, whatever a purge removes while it lasts', async () => {
  await gateway.admin('PATCH', '/retention', { foldMinutes: 0, maxVersions: 0 });
  const { id, client } = await lockedFile();
  const [a, b] = [newChunk(8 * MIB), newChunk(8 * MIB)];
  const replaceAndPurge = async () => {
    expect((await client.putFile(Buffer.from('new'), 'L')).status).toBe(200);
    await gateway.admin('POST', '/retention/purge', {});
    const rows = await gateway.query(`select from versions where file_id = $1`, [id]);
    expect(rows).toHaveLength(1);
  };
  await save(client, '1', [a], [a]);
  await save(client, '2', [a, b], [b]);
  const inTwoBlobs = await readWhile(client, replaceAndPurge);
  expect(inTwoBlobs.complete).toBe(false);
  expect(inTwoBlobs.body.length).toBeLessThan(16 * MIB);

  const whole = randomBytes(16 * MIB);
  expect((await client.putFile(whole, 'L')).status).toBe(200);
  const inOne = await readWhile(client, replaceAndPurge);
  expect([inOne.complete, inOne.body.equals(whole)]).toEqual([true, true]);
  await gateway.admin('PATCH', '/retention', { maxVersions: null });
});

it('removes what upload sessions and streams leave behind when they end, and no others', async () => {
  const { id, client } = await lockedFile();
  const kept = await lockedFile();
  const main = [newChunk()];
  const stream = [newChunk()];
  for (const one of [client, kept.client]) {
    await save(one, '1', main, main);
    await save(one, '2', stream, stream, 'Alternate');
    await beginUpload(one);
  }
  await gateway.query(`update blobs set settled_at = now() - interval '2 days'`);
  const sweep = () => sweepOrphans(gateway.database.url, path.join(gateway.dataDir, 'blobs'));
  await sweep();
  const before = await storedBytes();
  await gateway.query(`update upload_sessions set expires_at = now() where file_id = $1`, [id]);
  await gateway.query(
    `update alternate_streams set updated_at = now() - interval '31 days' where file_id = $1`,
    [id],
  );
  await sweep();
  const fragment = chunkFrames(main).length;
  expect(await storedBytes()).toBe(before - SIZE - fragment);
  expect((await client.getFile()).body.equals(bytesOf(main))).toBe(true);
  const answer = await framesOf((await getChunkedFile(kept.client, [], { streamId: 'Alternate' })).body);
  expect([...answer.payloads.values()]).toEqual([stream[0]!.bytes]);
});

it('lets people download and restore in the portal what was saved in chunks', async () => {
  const { id, client } = await lockedFile('olga');
  await gateway.query(`update users set password_hash = $1 where login = 'olga'`, [await hash(PASSWORD)]);
  const [a, b, changed] = [newChunk(), newChunk(), newChunk()];
  await save(client, '1', [a, b], [a, b]);
  await save(client, '2', [a, changed], [changed]);
  await client.unlock('L');
  const portalUrl = gateway.environment()['PORTAL_PUBLIC_URL']!;
  const browser = new Browser(portalUrl);
  await browser.signIn('olga', PASSWORD);
  const content = async (target: string) => {
    const { page } = await browser.go(`/api/portal/files/${id}${target}/content`);
    return Buffer.from(await page!.arrayBuffer());
  };
  expect((await content('')).equals(bytesOf([a, changed]))).toBe(true);
  expect((await content('/versions/2')).equals(bytesOf([a, b]))).toBe(true);
  const { csrfToken } = (await (await browser.go('/api/portal/me')).page!.json()) as { csrfToken: string };
  const restored = await browser.go(`/api/portal/files/${id}/versions/2/restore`, {
    method: 'POST',
    headers: { Origin: portalUrl, 'X-CSRF-Token': csrfToken },
  });
  expect(restored.status).toBe(204);
  expect((await content('')).equals(bytesOf([a, b]))).toBe(true);
});
