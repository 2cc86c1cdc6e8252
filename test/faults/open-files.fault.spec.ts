import { type ChildProcess, fork, spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import * as path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Gateway } from '../support/gateway.js';
import { freePorts, stopProcess } from '../support/processes.js';
import { startGateway } from '../support/start-gateway.js';
import type { WopiClient } from '../support/wopi-client.js';

const LOCK = 'lock';
/** Little more than Node needs to load a host. */
const OPEN_FILES = 400;
const limitable = spawnSync('prlimit', ['--version']).status === 0;

let gateway: Gateway;
let host: ChildProcess;
let port: number;
let sessions: WopiClient[];

/** A further host of the installation, which may open few files. */
async function startLimited(): Promise<void> {
  [port] = (await freePorts(1)) as [number];
  host = fork(path.resolve('dist/apps/host/src/main.js'), {
    env: gateway.environment({ HOST_LISTEN: `127.0.0.1:${port}`, LOG_LEVEL: 'silent' }),
    execPath: 'prlimit',
    execArgv: [`--nofile=${OPEN_FILES}`, process.execPath],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const [said] = (await Promise.race([once(host, 'message'), once(host, 'exit')])) as unknown[];
  expect(said).toMatchObject({ ready: true });
}

async function lockedFile(): Promise<WopiClient> {
  const client = await gateway.client(await gateway.putFile(`${randomUUID()}.wopitest`, Buffer.alloc(0)));
  expect((await client.lock(LOCK)).status).toBe(200);
  return client;
}

/** A connection that asks for nothing. */
function idleConnection(): Socket {
  return connect(port, '127.0.0.1').on('error', () => undefined);
}

const openFiles = () => readdirSync(`/proc/${host.pid}/fd`).length;

/** Statuses of a save of each file at the limited host; 0 where the connection was refused. */
function saveAll(content: string): Promise<number[]> {
  const save = async (session: WopiClient) => {
    const limited = session.at(`http://127.0.0.1:${port}`);
    return (await limited.putFile(Buffer.from(content), LOCK)).status;
  };
  return Promise.all(sessions.map((session) => save(session).catch(() => 0)));
}

// prlimit is part of util-linux.
describe.skipIf(!limitable)('a host that may open few files', () => {
  beforeAll(async () => {
    gateway = await startGateway();
    await startLimited();
    sessions = await Promise.all(Array.from({ length: 12 }, lockedFile));
  });
  afterAll(async () => {
    await stopProcess(host);
    await gateway.stop();
  });

  it('refuses connections beyond what it can serve, fails no call of the others, and loses no save', async () => {
    const all = sessions.map(() => 200);
    expect(await saveAll('first')).toEqual(all);
    const idle = Array.from({ length: OPEN_FILES + 100 }, idleConnection);
    await expect.poll(openFiles).toBeGreaterThan(OPEN_FILES / 3);
    for (let round = 0; round < 10; round += 1) {
      const statuses = await saveAll(`round ${round}`);
      expect(statuses.filter((status) => status !== 0 && status !== 200)).toEqual([]);
      const saved = sessions.filter((_, n) => statuses[n] === 200);
      const contents = await Promise.all(saved.map(async (one) => (await one.getFile()).body.toString()));
      expect(contents).toEqual(saved.map(() => `round ${round}`));
    }
    for (const socket of idle) socket.destroy();
    await expect.poll(() => saveAll('last')).toEqual(all);
    expect(host.exitCode).toBe(null);
  });
});
