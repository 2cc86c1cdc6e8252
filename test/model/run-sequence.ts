import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { Gateway } from '../support/gateway.js';
import type { WopiClient } from '../support/wopi-client.js';
import { type FileState, newFile } from './file-state.js';
import { model } from './model.js';
import { type Asking, type Operation, PASS_SECONDS, type Sequence } from './operation.js';
import { perform } from './perform.js';
import { Reading } from './reading.js';

type Clients = Readonly<Record<Asking['user'], WopiClient>>;

/** What everybody looks at in the end. */
const AFTERWARDS: readonly Operation[] = (
  ['CheckFileInfo', 'GetFile', 'GetLock', 'GetCoauthTable'] as const
).map((kind) => ({ kind, user: 'carol', host: 0, known: false }));

/** Runs a sequence on a file of its own. @throws Error at the first answer that the model does not give */
export async function runSequence(
  gateway: Gateway,
  { first, steps }: Sequence,
  pass: () => Promise<void>,
): Promise<void> {
  const tag = randomUUID();
  const clients = await openFile(gateway, `n ${tag}.wopitest`, first);
  const reading = new Reading(tag);
  let state = newFile('n.wopitest', first);
  for (const [n, step] of [...steps, ...AFTERWARDS].entries()) {
    if (step.kind === 'Pass') {
      await pass();
      state = { ...state, now: state.now + PASS_SECONDS };
    } else state = await compare(gateway, clients, reading, tag, state, step, n);
  }
}

async function compare(
  gateway: Gateway,
  clients: Clients,
  reading: Reading,
  tag: string,
  before: FileState,
  operation: Operation,
  n: number,
): Promise<FileState> {
  const client = clients[operation.user].at(gateway.hostUrls[operation.host]!);
  const { answer: expected, state } = model(before, operation);
  const answer = reading.read(
    operation,
    await perform(client, operation, tag, reading.tableVersion),
    expected,
  );
  if (isDeepStrictEqual(answer, expected)) return state;
  const lines = [
    `step ${n + 1}, ${operation.kind}`,
    `model: ${JSON.stringify(expected)}`,
    `host:  ${JSON.stringify(answer)}`,
  ];
  throw new Error(lines.join('\n'));
}

async function openFile(gateway: Gateway, name: string, content: string): Promise<Clients> {
  const id = await gateway.putFile(name, Buffer.from(content));
  const [alice, bob, carol] = await Promise.all([
    gateway.client(id, { user: 'alice' }),
    gateway.client(id, { user: 'bob' }),
    gateway.client(id, { user: 'carol', action: 'view' }),
  ]);
  return { alice: alice!, bob: bob!, carol: carol! };
}
