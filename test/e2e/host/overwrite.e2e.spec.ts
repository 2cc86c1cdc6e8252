import { createHash, randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { encodeUtf7, WopiHeader } from '#wopi-protocol';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Gateway } from '../../support/gateway.js';
import { startGateway } from '../../support/start-gateway.js';
import type { WopiAnswer, WopiClient } from '../../support/wopi-client.js';

let gateway: Gateway;
let name: string;
let target: string;
let replicas: WopiClient[];

beforeAll(async () => {
  gateway = await startGateway({ hosts: 2 });
});
afterAll(() => gateway.stop());
beforeEach(async () => {
  name = `${randomUUID()}.wopitest`;
  target = await gateway.putFile(name, Buffer.from('before'));
  const source = await gateway.putFile(`source of ${name}`, Buffer.from('source'));
  const writer = await gateway.client(source, { user: 'admin' });
  replicas = gateway.hostUrls.map((url) => writer.at(url));
});

const headers = () => ({
  [WopiHeader.Override]: 'PUT_RELATIVE',
  [WopiHeader.RelativeTarget]: encodeUtf7(name),
  [WopiHeader.OverwriteRelativeTarget]: 'true',
});
const overwrite = (body: Buffer | Readable, writer = replicas[0]!) =>
  writer.call({ method: 'POST', headers: headers(), body });
const ofAdmin = async (fileId: string) => gateway.client(fileId, { user: 'admin' });
const rename = async (to: string) =>
  (await ofAdmin(target)).post('RENAME_FILE', { [WopiHeader.RequestedName]: encodeUtf7(to) });
const remove = async () => (await ofAdmin(target)).post('DELETE');

/** The first byte at once, the rest after `meanwhile`. */
async function* slowly(text: string, meanwhile: () => Promise<unknown>) {
  yield Buffer.from(text.slice(0, 1));
  await meanwhile();
  yield Buffer.from(text.slice(1));
}

const sized = (text: string) => ({ ...headers(), 'Content-Length': String(text.length) });

async function overwriteWhile(meanwhile: () => Promise<unknown>): Promise<WopiAnswer> {
  const text = 'written over';
  const body = Readable.from(slowly(text, meanwhile));
  return replicas[0]!.call({ method: 'POST', headers: sized(text), body });
}

/** The hashes of all versions that files of this owner have, by file. */
const versions = () =>
  gateway.query<{ fileId: string; name: string; deleted: boolean; sha256: string }>(
    `select f.file_id as "fileId", f.name, f.deleted_at is not null as deleted, encode(v.sha256, 'hex') as sha256
     from versions v join files f on f.file_id = v.file_id where f.name = $1 or f.file_id = $2 order by v.version`,
    [name, target],
  );
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const made = (answer: WopiAnswer) => new URL(answer.json<{ Url: string }>().Url).pathname.split('/').at(-1);

describe('overwriting a file whose', () => {
  it('name goes to another meanwhile leaves it alone, and makes the file that was asked for', async () => {
    const answer = await overwriteWhile(() => rename('elsewhere'));
    expect(answer.status).toBe(200);
    expect(made(answer)).not.toBe(target);
    const all = await versions();
    expect(all.filter(({ fileId }) => fileId === target)).toMatchObject([{ sha256: sha256('before') }]);
    expect(all.filter(({ fileId }) => fileId !== target)).toMatchObject([
      { name, sha256: sha256('written over') },
    ]);
  });

  it('owner deletes it meanwhile makes the file that was asked for', async () => {
    const answer = await overwriteWhile(remove);
    expect(answer.status).toBe(200);
    expect(made(answer)).not.toBe(target);
    expect((await (await ofAdmin(made(answer)!)).getFile()).body.toString()).toBe('written over');
  });

  it('name was free before is what was asked for all the same', async () => {
    await remove();
    let other = '';
    const answer = await overwriteWhile(
      async () => (other = await gateway.putFile(name, Buffer.from('new'))),
    );
    expect([answer.status, made(answer)]).toEqual([200, other]);
    const kept = (await versions()).filter(({ fileId }) => fileId === other).map((row) => row.sha256);
    expect(kept).toEqual([sha256('new'), sha256('written over')]);
  });
});

describe('16 who overwrite one file over two processes', () => {
  it.each([
    ['nobody else', async () => undefined],
    ['somebody who renames it', () => rename('elsewhere')],
    ['somebody who deletes it', remove],
  ])('and %s lose nothing', async (_, other) => {
    const texts = Array.from({ length: 16 }, () => randomUUID());
    const [answers] = await Promise.all([
      Promise.all(texts.map((text, n) => overwrite(Buffer.from(text), replicas[n % 2]))),
      other(),
    ]);
    const all = await versions();
    const kept = new Set(all.map((row) => row.sha256));
    expect(answers.map(({ status }) => status).filter((status) => status !== 200 && status !== 409)).toEqual(
      [],
    );
    const written = texts.filter((_text, n) => answers[n]!.status === 200);
    expect(written.length).toBeGreaterThan(0);
    for (const text of written) expect(kept).toContain(sha256(text));
    expect(kept).toContain(sha256('before'));
  });
});
