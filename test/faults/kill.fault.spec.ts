import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Gateway } from '../support/gateway.js';
import { startGateway } from '../support/start-gateway.js';
import type { WopiClient } from '../support/wopi-client.js';

const FILES = 30;
const BYTES = 32 * 1024 * 1024;

interface Editing {
  readonly client: WopiClient;
  readonly lock: string;
  /** SHA-256 of every content that was sent, by the version it got; of one without an answer, under 'unclear'. */
  readonly sent: Map<string, string>;
  acknowledged: string;
}

let gateway: Gateway;

beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.stop());

const hash = (content: Buffer) => createHash('sha256').update(content).digest('base64');

async function edit(n: number): Promise<Editing> {
  const first = Buffer.from(`first ${n}`);
  const client = await gateway.client(await gateway.putFile(`${randomUUID()}.wopitest`, first));
  const lock = `lock ${n}`;
  expect((await client.lock(lock)).status).toBe(200);
  return { client, lock, sent: new Map([['1', hash(first)]]), acknowledged: '1' };
}

/** Saves once; a broken connection leaves open whether the save counted. */
async function save(editing: Editing): Promise<void> {
  const content = randomBytes(1024);
  const body = Buffer.concat([content, Buffer.alloc(BYTES - content.length, content[0])]);
  editing.sent.set('unclear', hash(body));
  const answer = await editing.client.putFile(body, editing.lock).catch(() => undefined);
  if (answer?.status !== 200) return;
  editing.sent.set(answer.version!, hash(body));
  editing.sent.delete('unclear');
  editing.acknowledged = answer.version!;
}

it('survives kill -9 in the middle of 30 saves of 32 MiB', async () => {
  const url = gateway.hostUrls[0]!;
  const files = await Promise.all(Array.from({ length: FILES }, (_, n) => edit(n)));
  await Promise.all(files.slice(0, 5).map(save));
  const saves = Promise.all(files.map(save));
  await sleep(400);
  gateway.hosts[0]!.kill('SIGKILL');
  await saves;
  expect(files.some(({ sent }) => sent.has('unclear'))).toBe(true);

  await gateway.spawn('host', { HOST_LISTEN: new URL(url).host });
  for (const { client, lock, sent, acknowledged } of files) {
    const info = (await client.checkFileInfo()).json<{ Version: string; SHA256: string; Size: number }>();
    expect(Number(info.Version)).toBeGreaterThanOrEqual(Number(acknowledged));
    const expected = sent.get(info.Version) ?? sent.get('unclear');
    expect(info.SHA256).toBe(expected);
    const read = await client.getFile();
    expect(hash(read.body)).toBe(expected);
    expect((await client.getLock()).lock).toBe(lock);
    expect((await client.putFile(Buffer.from('after'), lock)).status).toBe(200);
    expect((await client.unlock(lock)).status).toBe(200);
  }
});
