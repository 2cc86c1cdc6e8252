import { randomBytes, randomUUID } from 'node:crypto';
import * as path from 'node:path';
import { hash } from '@node-rs/argon2';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { WopiHeader } from '#wopi-protocol';
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

let gateway: Gateway;

beforeAll(async () => {
  gateway = await startGateway({ profile: 'microsoft365-plus' });
});
afterAll(() => gateway?.stop());

const newChunk = (): ClientChunk => {
  const bytes = randomBytes(SIZE);
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
  const [a, b, c, changedB, changedC, x, y] = Array.from({ length: 7 }, newChunk);
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
