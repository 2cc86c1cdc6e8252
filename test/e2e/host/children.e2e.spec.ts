import { randomUUID } from 'node:crypto';
import { encodeUtf7, WopiHeader } from '#wopi-protocol';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Gateway } from '../../support/gateway.js';
import { startGateway } from '../../support/start-gateway.js';
import type { WopiClient } from '../../support/wopi-client.js';

interface Child {
  readonly Name: string;
  readonly Version: string;
  readonly Url: string;
}

let gateway: Gateway;
let sessionId: string;
let root: WopiClient;
/** A folder of its own for each test. */
let folder: WopiClient;

const named = (name: string) => ({ [WopiHeader.RelativeTarget]: encodeUtf7(name) });
const at = (client: WopiClient, n: number) => client.at(gateway.hostUrls[n % 2]!);
const idOf = ({ wopiSrc }: { wopiSrc: string }) => wopiSrc.split('/').at(-1)!;

async function listed(container: WopiClient, host = 0) {
  const answer = await at(container, host).call({ suffix: '/children' });
  expect(answer.status).toBe(200);
  const { ChildContainers, ChildFiles } = answer.json<Record<'ChildContainers' | 'ChildFiles', Child[]>>();
  return { text: answer.body.toString(), folders: ChildContainers, files: ChildFiles };
}

const namesIn = async (container: WopiClient, host = 0) => {
  const { folders, files } = await listed(container, host);
  return [...folders, ...files].map(({ Name }) => Name).toSorted();
};

async function newFolder(parent: WopiClient, name: string = randomUUID()): Promise<WopiClient> {
  const answer = await parent.post('CREATE_CHILD_CONTAINER', named(name));
  return parent.following(answer.json<{ ContainerPointer: { Url: string } }>().ContainerPointer.Url);
}

async function newFile(parent: WopiClient, name: string): Promise<WopiClient> {
  const answer = await parent.post('CREATE_CHILD_FILE', named(name));
  expect(answer.status).toBe(200);
  return parent.following(answer.json<{ Url: string }>().Url);
}

const rename = (file: WopiClient, name: string, lock = '') =>
  file.post('RENAME_FILE', { [WopiHeader.RequestedName]: encodeUtf7(name), [WopiHeader.Lock]: lock });

beforeAll(async () => {
  gateway = await startGateway({ hosts: 2 });
  const fileId = await gateway.putFile('one.wopitest', Buffer.from('content'), 'olga');
  const opened = await gateway.openSession(fileId, { user: 'olga', direct: true });
  sessionId = opened.sessionId;
  const file = (await gateway.client(fileId, { user: 'olga' })).withToken(opened.accessToken);
  const ancestry = (await file.call({ suffix: '/ancestry' })).json<{ AncestorsWithRootFirst: Child[] }>();
  root = file.following(ancestry.AncestorsWithRootFirst.at(-1)!.Url);
});
afterAll(() => gateway?.stop());
beforeEach(async () => {
  folder = await newFolder(root);
});

describe('a list of children', () => {
  it('is answered again as it is while nothing in it changes, to its session', async () => {
    await newFile(folder, 'a.txt');
    const first = await listed(folder);
    expect((await listed(folder)).text).toBe(first.text);
    expect((await listed(folder, 1)).text).not.toBe(first.text);
  });

  it('shows each kind of change from the next request on', async () => {
    const [a, inner] = [await newFile(folder, 'a.txt'), await newFolder(folder, 'Inner')];
    const elsewhere = await newFolder(root);
    const move = (to: WopiClient) =>
      gateway.query('update files set container_id = $2 where file_id = $1', [idOf(a), idOf(to)]);
    expect(await namesIn(folder)).toEqual(['Inner', 'a.txt']);
    expect(await namesIn(elsewhere)).toEqual([]);
    await rename(a, 'b');
    expect(await namesIn(folder)).toEqual(['Inner', 'b.txt']);
    await inner.post('RENAME_CONTAINER', { [WopiHeader.RequestedName]: 'Outer' });
    expect(await namesIn(folder)).toEqual(['Outer', 'b.txt']);
    await move(elsewhere);
    expect(await namesIn(folder)).toEqual(['Outer']);
    expect(await namesIn(elsewhere)).toEqual(['b.txt']);
    await move(folder);
    expect(await namesIn(folder)).toEqual(['Outer', 'b.txt']);
    await inner.post('DELETE_CONTAINER');
    await a.post('DELETE');
    expect(await namesIn(folder)).toEqual([]);
    expect(await namesIn(elsewhere)).toEqual([]);
  });

  it('has tokens that work after those of before were revoked', async () => {
    const file = await newFile(folder, 'a.txt');
    const before = (await listed(folder)).files[0]!;
    await gateway.admin('POST', '/sessions/revoke', { file: idOf(file) });
    expect((await folder.following(before.Url).checkFileInfo()).status).toBe(401);
    const after = (await listed(folder)).files[0]!;
    expect((await folder.following(after.Url).checkFileInfo()).status).toBe(200);
  });

  it('is not kept with a token that was revoked before it was made', async () => {
    const file = await newFile(folder, 'a.txt');
    const revokedSoon = `update files set tokens_valid_from = now() + interval '1 hour' where file_id = $1`;
    await gateway.query(revokedSoon, [idOf(file)]);
    const first = await listed(folder);
    expect((await listed(folder)).text).not.toBe(first.text);
  });

  it('is not kept for a table of changes that was put in the place of another', async () => {
    await newFile(folder, 'a.txt');
    const first = await listed(folder);
    await gateway.query(`create table restored (like container_changes including all);
      insert into restored select * from container_changes;
      drop table container_changes; alter table restored rename to container_changes`);
    expect((await listed(folder)).text).not.toBe(first.text);
  });

  it('misses no change that was answered before it was asked for, on either host', async () => {
    const [steps, rounds] = [6, 4];
    const deleted = new Set<string>();
    const doomed = await Promise.all(
      Array.from({ length: steps }, (_, n) => newFile(folder, `doomed ${n}.txt`)),
    );
    /** The newest version and name of each file that a writer was told to be stored. */
    const stored = new Map<string, { version: number; step: number }>();
    const write = async (writer: number) => {
      const file = at(await newFile(folder, `0 by ${writer}.txt`), writer);
      await file.lock('L');
      for (let step = 1; step <= steps; step++) {
        const { version } = await file.putFile(Buffer.from(`${step}`), 'L');
        stored.set(idOf(file), { version: Number(version), step: step - 1 });
        expect((await rename(file, `${step} by ${writer}`, 'L')).status).toBe(200);
        stored.set(idOf(file), { version: Number(version), step });
        if (writer > 0) continue;
        await at(doomed[step - 1]!, step).post('DELETE');
        deleted.add(`doomed ${step - 1}.txt`);
      }
    };
    let writing = true;
    let reads = 0;
    const read = async (reader: number) => {
      for (; writing; reads++) {
        const [floor, gone] = [new Map(stored), new Set(deleted)];
        const { files } = await listed(folder, reader + reads);
        const found = new Map(files.map((file) => [idOf({ wopiSrc: file.Url.split('?')[0]! }), file]));
        expect(files.filter(({ Name }) => gone.has(Name))).toEqual([]);
        for (const [id, { version, step }] of floor) {
          expect(Number(found.get(id)?.Version)).toBeGreaterThanOrEqual(version);
          expect(parseInt(found.get(id)!.Name)).toBeGreaterThanOrEqual(step);
        }
      }
    };
    const readers = Array.from({ length: rounds }, (_, n) => read(n));
    await Promise.all(Array.from({ length: 3 }, (_, n) => write(n))).finally(() => (writing = false));
    await Promise.all(readers);
    expect(reads).toBeGreaterThan(steps);
  });

  it('is refused with the session, however often it was answered before', async () => {
    await listed(folder);
    await gateway.admin('POST', '/sessions/revoke', { session: sessionId });
    expect((await folder.call({ suffix: '/children' })).status).toBe(401);
  });
});
