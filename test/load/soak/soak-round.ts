import { randomBytes, randomInt, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { WopiHeader } from '#wopi-protocol';
import type { Gateway } from '../../support/gateway.js';
import { type WopiAnswer, WopiClient } from '../../support/wopi-client.js';

const LARGEST_BYTES = 256 * 1024;

/** How many WOPI calls were made, and how many were answered as they should not be. */
export class SoakCount {
  direct = 0;
  proxied = 0;
  readonly wrong = new Map<string, number>();

  get calls(): number {
    return this.direct + this.proxied;
  }

  add(direct: boolean, outcome: string | undefined): void {
    if (direct) this.direct += 1;
    else this.proxied += 1;
    if (outcome !== undefined) this.wrong.set(outcome, (this.wrong.get(outcome) ?? 0) + 1);
  }
}

/** The life of one document, from its upload to its deletion, with a pause before each call. */
export async function soakRound(gateway: Gateway, count: SoakCount, pauseMs: number): Promise<void> {
  const direct = randomInt(2) === 0;
  const file = await gateway.putFile(`${randomUUID()}.wopitest`, randomBytes(100));
  const { sessionId, wopiSrc, accessToken } = await gateway.openSession(file, { direct });
  const client = new WopiClient(wopiSrc, accessToken, gateway.office.keys);
  const content = randomBytes(randomInt(LARGEST_BYTES));
  for (const [name, status, call] of callsOf(client, content)) {
    await sleep(pauseMs * 2 * Math.random());
    const answer = await call().catch((error: Error) => error.message);
    const seen = typeof answer === 'string' ? answer : String(answer.status);
    count.add(direct, seen === String(status) ? undefined : `${name}: ${seen}`);
    if (name === 'GetFile again' && typeof answer !== 'string' && !answer.body.equals(content))
      count.wrong.set('GetFile: another content', 1);
  }
  await gateway.admin('DELETE', `/sessions/${sessionId}`);
}

function callsOf(
  client: WopiClient,
  content: Buffer,
): [name: string, status: number, call: () => Promise<WopiAnswer>][] {
  const lock = randomUUID();
  const copy = { [WopiHeader.SuggestedTarget]: '.wopitest' };
  return [
    ['CheckFileInfo', 200, client.checkFileInfo],
    ['GetFile', 200, client.getFile],
    ['Lock', 200, () => client.lock(lock)],
    ['Lock of another', 409, () => client.lock('other')],
    ['PutFile', 200, () => client.putFile(content, lock)],
    ['PutFile of another', 409, () => client.putFile(content, 'other')],
    ['GetFile again', 200, client.getFile],
    ['RefreshLock', 200, () => client.refreshLock(lock)],
    ['GetLock', 200, client.getLock],
    ['PutRelativeFile', 200, () => client.post('PUT_RELATIVE', copy, content)],
    ['Unlock', 200, () => client.unlock(lock)],
    ['RenameFile', 200, () => client.post('RENAME_FILE', { [WopiHeader.RequestedName]: randomUUID() })],
    ['CheckFileInfo', 200, client.checkFileInfo],
    ['DeleteFile', 200, () => client.post('DELETE')],
  ];
}
