import { randomUUID } from 'node:crypto';
import { WopiHeader } from '#wopi-protocol';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Gateway } from '../../support/gateway.js';
import { startGateway } from '../../support/start-gateway.js';
import type { WopiAnswer, WopiClient } from '../../support/wopi-client.js';

const CALLERS = 20;

let gateway: Gateway;
let replicas: WopiClient[];

beforeAll(async () => {
  gateway = await startGateway({ hosts: 2, profile: 'microsoft365-plus' });
});
afterAll(() => gateway.stop());
beforeEach(async () => {
  const file = await gateway.putFile(`${randomUUID()}.wopitest`, Buffer.from('first'));
  const client = await gateway.client(file);
  replicas = gateway.hostUrls.map((url) => client.at(url));
});

const { CoauthLockId, CoauthLockType, CoauthLockExpirationTimeout, CoauthTableVersion } = WopiHeader;

/** Callers alternate between the two host processes. */
const race = (call: (client: WopiClient, n: number) => Promise<WopiAnswer>) =>
  Promise.all(Array.from({ length: CALLERS }, (_, n) => call(replicas[n % 2]!, n)));
const get = (client: WopiClient, id: string, type = 'Coauth') =>
  client.post('GET_COAUTH_LOCK', {
    [CoauthLockId]: id,
    [CoauthLockType]: type,
    [CoauthLockExpirationTimeout]: '600',
  });
const unlock = (client: WopiClient, id: string) => client.post('UNLOCK_COAUTH_LOCK', { [CoauthLockId]: id });
const save = (client: WopiClient, id: string, text: string) =>
  client.putFile(Buffer.from(text), undefined, { [CoauthLockId]: id });
const idsOf = (answer: WopiAnswer) =>
  answer.json<{ CoauthTable: { CoauthLockId: string }[] }>().CoauthTable.map((row) => row.CoauthLockId);
const table = (client: WopiClient) => client.post('GET_COAUTH_TABLE');
const wonBy = (answers: WopiAnswer[]) =>
  answers.flatMap(({ status }, n) => {
    expect([200, 409]).toContain(status);
    return status === 200 ? [n] : [];
  });

describe.each(Array.from({ length: 5 }, (_, round) => round))(
  '20 callers over two host processes, round %i',
  () => {
    it('exclusive lock: one winner', async () => {
      const won = wonBy(await race((client, n) => get(client, `C${n}`, 'CoauthExclusive')));
      expect(won).toHaveLength(1);
      expect(idsOf(await table(replicas[0]!))).toEqual([`C${won[0]}`]);
    });

    it('shared locks: all win, and the tables they are shown follow one after the other', async () => {
      const answers = await race((client, n) => get(client, `C${n}`));
      expect(wonBy(answers)).toHaveLength(CALLERS);
      const shown = answers.map(idsOf).toSorted((a, b) => a.length - b.length);
      for (const [n, ids] of shown.entries()) {
        expect(ids).toHaveLength(n + 1);
        expect(ids).toEqual(expect.arrayContaining(shown[n - 1] ?? []));
      }
      const versions = new Set(answers.map(({ headers }) => headers[CoauthTableVersion.toLowerCase()]));
      expect(versions.size).toBe(CALLERS);
    });

    it('both kinds: a WOPI lock alone, or everybody else', async () => {
      const won = wonBy(await race((client, n) => (n % 4 < 2 ? client.lock(`L${n}`) : get(client, `C${n}`))));
      const wopi = won.filter((n) => n % 4 < 2);
      expect(wopi.length === 1 ? won.length : won.length + 1).toBe(wopi.length === 1 ? 1 : CALLERS / 2 + 1);
    });

    it('save against unlock: every save that was acknowledged is a version, and nothing else is', async () => {
      await get(replicas[0]!, 'A');
      const answers = await race((client, n) =>
        n === 10 ? unlock(client, 'A') : save(client, 'A', `save ${n}`),
      );
      const saves = wonBy(answers).filter((n) => n !== 10);
      expect(answers[10]!.status).toBe(200);
      const { Version } = (await replicas[1]!.checkFileInfo()).json<{ Version: string }>();
      expect(Number(Version)).toBe(1 + saves.length);
      const last = saves.find((n) => answers[n]!.version === Version);
      expect((await replicas[0]!.getFile()).body.toString()).toBe(
        last === undefined ? 'first' : `save ${last}`,
      );
    });

    it('save against an exclusive lock: none is acknowledged after it, but its holder’s', async () => {
      await get(replicas[0]!, 'A');
      const [saved, taken] = await Promise.all([
        save(replicas[0]!, 'A', 'shared'),
        get(replicas[1]!, 'B', 'CoauthExclusive').then(async (answer) => ({
          answer,
          read: (await replicas[1]!.getFile()).body.toString(),
        })),
      ]);
      expect(taken.answer.status).toBe(200);
      expect(taken.read).toBe(saved.status === 200 ? 'shared' : 'first');
      expect((await save(replicas[0]!, 'A', 'late')).status).toBe(409);
      expect((await save(replicas[0]!, 'B', 'exclusive')).status).toBe(200);
    });

    it('delete against a coauth lock: never both', async () => {
      const [deleted, taken] = await Promise.all([replicas[0]!.post('DELETE'), get(replicas[1]!, 'A')]);
      expect(`${deleted.status} ${taken.status}`).toMatch(/^(200 404|409 200)$/);
      const after = await replicas[1]!.checkFileInfo();
      expect(after.status).toBe(deleted.status === 200 ? 404 : 200);
    });
  },
);
