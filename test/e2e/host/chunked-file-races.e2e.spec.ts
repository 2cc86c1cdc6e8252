import { randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { WopiHeader } from '#wopi-protocol';
import {
  chunksOf,
  putChunkedFile,
  saveBody,
  sequenceNumberOf,
  signatureOf,
} from '../../support/chunked-file.js';
import type { Gateway } from '../../support/gateway.js';
import { startGateway } from '../../support/start-gateway.js';
import type { WopiClient } from '../../support/wopi-client.js';

const CALLERS = 16;
const ROUNDS = 5;
const SAVES = 12;
const MIB = 1024 * 1024;

let gateway: Gateway;

beforeAll(async () => {
  gateway = await startGateway({ hosts: 2, profile: 'microsoft365-plus' });
});
afterAll(() => gateway?.stop());

const newFile = async () =>
  gateway.client(await gateway.putFile(`${randomUUID()}.docx`, Buffer.from('first')));

const coauthLock = (client: WopiClient, id: string) =>
  client.post('GET_COAUTH_LOCK', {
    [WopiHeader.CoauthLockId]: id,
    [WopiHeader.CoauthLockType]: 'Coauth',
    [WopiHeader.CoauthLockExpirationTimeout]: '600',
  });

async function save(client: WopiClient, content: Buffer, state: string, coauthLockId: string) {
  const chunks = await chunksOf(content);
  return putChunkedFile(client, state, saveBody([signatureOf(chunks)], chunks), { coauthLockId });
}

it('lets one of 16 coauthors on two processes save from the same state, and tells the others whose state counts', async () => {
  const file = await newFile();
  const ids = Array.from({ length: CALLERS }, (_, n) => `coauthor ${n}`);
  for (const id of ids) expect((await coauthLock(file, id)).status).toBe(200);
  for (let round = 1; round <= ROUNDS; round++) {
    const contents = ids.map((id) => Buffer.from(`${id} in round ${round}`));
    const answers = await Promise.all(
      ids.map((id, n) => save(file.at(gateway.hostUrls[n % 2]!), contents[n]!, String(round), id)),
    );
    const winners = answers.flatMap(({ status }, n) => (status === 200 ? [n] : []));
    expect(winners).toHaveLength(1);
    const losers = answers.filter((_, n) => n !== winners[0]);
    expect(losers.map(({ status }) => status)).toEqual(Array(CALLERS - 1).fill(412));
    expect(new Set(answers.map(sequenceNumberOf))).toEqual(new Set([String(round + 1)]));
    expect((await file.getFile()).body.equals(contents[winners[0]!]!)).toBe(true);
  }
});

it('has the old content or the new after kill -9 in the middle of saves', async () => {
  const url = gateway.hostUrls[1]!;
  const files = await Promise.all(
    Array.from({ length: SAVES }, async () => {
      const file = await newFile();
      await coauthLock(file, 'writer');
      return { file, content: randomBytes(8 * MIB) };
    }),
  );
  const saves = files.map(({ file, content }) =>
    save(file.at(url), content, '1', 'writer').then(
      ({ status }) => status,
      () => undefined,
    ),
  );
  await Promise.race([...saves, sleep(2_000)]);
  gateway.hosts[1]!.kill('SIGKILL');
  const statuses = await Promise.all(saves);
  expect(statuses).toContain(undefined);
  await gateway.spawn('host', { HOST_LISTEN: new URL(url).host });
  for (const [n, { file, content }] of files.entries()) {
    const { version, body } = await file.getFile();
    const isNew = version === '2';
    expect(isNew || statuses[n] !== 200).toBe(true);
    expect(body.equals(isNew ? content : Buffer.from('first'))).toBe(true);
    expect((await save(file, Buffer.from('after'), version!, 'writer')).status).toBe(200);
    expect((await file.getFile()).body.toString()).toBe('after');
  }
});
