import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Gateway } from '../../support/gateway.js';
import { startGateway } from '../../support/start-gateway.js';
import type { WopiAnswer, WopiClient } from '../../support/wopi-client.js';

const CALLERS = 20;

let gateway: Gateway;
let replicas: WopiClient[];

beforeAll(async () => {
  gateway = await startGateway({ hosts: 2 });
});
afterAll(() => gateway.stop());
beforeEach(async () => {
  const client = await gateway.client(
    await gateway.putFile(`${randomUUID()}.wopitest`, Buffer.from('first')),
  );
  replicas = gateway.hostUrls.map((url) => client.at(url));
});

/** Callers alternate between the two host processes. */
const race = (call: (client: WopiClient, n: number) => Promise<WopiAnswer>) =>
  Promise.all(Array.from({ length: CALLERS }, (_, n) => call(replicas[n % 2]!, n)));

async function untilLocked(client: WopiClient, id: string): Promise<WopiAnswer> {
  for (;;) {
    const answer = await client.lock(id);
    if (answer.status !== 409) return answer;
  }
}

const winnersOf = (answers: WopiAnswer[]) => answers.filter(({ status }) => status === 200).length;
const losersOf = (answers: WopiAnswer[]) => answers.filter(({ status }) => status === 409);

function expectOnly200And409(answers: WopiAnswer[]): void {
  expect(answers.map(({ status }) => status).filter((status) => status !== 200 && status !== 409)).toEqual(
    [],
  );
  for (const { lock } of losersOf(answers)) expect(lock).toBeDefined();
}

const hash = (content: Buffer) => createHash('sha256').update(content).digest('base64');

describe.each(Array.from({ length: 5 }, (_, round) => round))(
  '20 callers over two host processes, round %i',
  () => {
    it('first lock: one winner, whom every other answer names', async () => {
      const answers = await race((client, n) => client.lock(`L${n}`));
      expect(winnersOf(answers)).toBe(1);
      expect(losersOf(answers)).toHaveLength(CALLERS - 1);
      const winner = `L${answers.findIndex(({ status }) => status === 200)}`;
      expect(new Set(losersOf(answers).map(({ lock }) => lock))).toEqual(new Set([winner]));
    });

    it('relock: one winner, whom every other answer names', async () => {
      await replicas[0]!.lock('A');
      const answers = await race((client, n) => client.lock(`R${n}`, 'A'));
      expect(winnersOf(answers)).toBe(1);
      const winner = `R${answers.findIndex(({ status }) => status === 200)}`;
      expect(new Set(losersOf(answers).map(({ lock }) => lock))).toEqual(new Set([winner]));
    });

    it('refresh against unlock: the file ends unlocked, and no refresh brings the lock back', async () => {
      await replicas[0]!.lock('A');
      const answers = await race((client, n) => (n % 4 === 0 ? client.unlock('A') : client.refreshLock('A')));
      expectOnly200And409(answers);
      expect(answers.filter((_, n) => n % 4 === 0 && answers[n]!.status === 200)).toHaveLength(1);
      expect((await replicas[1]!.getLock()).lock).toBe('');
    });

    it('save against unlock: every save that was acknowledged is a version, and nothing else is', async () => {
      await replicas[0]!.lock('A');
      const contents = Array.from({ length: CALLERS }, () => Buffer.from(randomUUID()));
      const answers = await race((client, n) =>
        n === 10 ? client.unlock('A') : client.putFile(contents[n]!, 'A'),
      );
      expectOnly200And409(answers);
      expect(answers[10]!.status).toBe(200);
      const saves = answers.filter((_, n) => n !== 10 && answers[n]!.status === 200);
      const info = (await replicas[1]!.checkFileInfo()).json<{ Version: string; SHA256: string }>();
      expect(Number(info.Version)).toBe(1 + saves.length);
      expect(new Set(saves.map(({ version }) => version)).size).toBe(saves.length);
      const last = answers.findIndex(
        ({ version }, n) => n !== 10 && version === info.Version && answers[n]!.status === 200,
      );
      expect(info.SHA256).toBe(hash(last < 0 ? Buffer.from('first') : contents[last]!));
      expect(losersOf(answers).every(({ lock }) => lock === '')).toBe(true);
    });

    it('save into an empty file without a lock: one winner', async () => {
      await replicas[0]!.lock('A');
      await replicas[0]!.putFile(Buffer.alloc(0), 'A');
      await replicas[0]!.unlock('A');
      const answers = await race((client) => client.putFile(Buffer.from(randomUUID())));
      expectOnly200And409(answers);
      expect(winnersOf(answers)).toBe(1);
    });

    it('lock against a save into an empty file: whoever locks sees the content that stays', async () => {
      await replicas[0]!.lock('A');
      await replicas[0]!.putFile(Buffer.alloc(0), 'A');
      await replicas[0]!.unlock('A');
      const [locked, saved] = await Promise.all([
        replicas[0]!
          .lock('B')
          .then(async (answer) => ({ answer, read: (await replicas[0]!.getFile()).body })),
        replicas[1]!.putFile(Buffer.from('without lock')),
      ]);
      expect(locked.answer.status).toBe(200);
      const end = (await replicas[1]!.getFile()).body;
      expect(end.toString()).toBe(saved.status === 200 ? 'without lock' : '');
      expect(locked.read).toEqual(end);
    });

    it('lock after a save: who gets the lock is told the version that is there now', async () => {
      await replicas[0]!.lock('A');
      const [saved, , locked] = await Promise.all([
        replicas[0]!.putFile(Buffer.from('second'), 'A'),
        replicas[0]!.unlock('A'),
        untilLocked(replicas[1]!, 'B'),
      ]);
      const info = (await replicas[1]!.checkFileInfo()).json<{ Version: string }>();
      expect(locked.version).toBe(info.Version);
      expect(locked.version).toBe(saved.version ?? '1');
    });

    it('delete against lock: never both', async () => {
      const [deleted, locked] = await Promise.all([replicas[0]!.post('DELETE'), replicas[1]!.lock('A')]);
      expect(`${deleted.status} ${locked.status}`).toMatch(/^(200 404|409 200)$/);
      const after = await replicas[1]!.checkFileInfo();
      expect(after.status).toBe(deleted.status === 200 ? 404 : 200);
    });
  },
);
