import type { ChildProcess } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import * as path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Gateway } from '../support/gateway.js';
import { startGateway } from '../support/start-gateway.js';

const DEFAULT_TENANT = '00000000-0000-0000-0000-000000000001';

/** An installation whose processes let requests stop in front of one of their steps. */
export async function startPausable(): Promise<Gateway> {
  const preload = pathToFileURL(path.resolve('test/faults/pause-at-step.mjs')).href;
  const gateway = await startGateway({
    profile: 'microsoft365-plus',
    // Each request that stops in a transaction keeps its connection.
    env: { DATABASE_POOL_SIZE: '100', NODE_OPTIONS: `--import ${preload}` },
  });
  await makeShelves(gateway.dataDir);
  return gateway;
}

/** Otherwise the first blob of each shelf would make it, with steps of its own. */
async function makeShelves(dataDir: string): Promise<void> {
  const root = path.join(dataDir, 'blobs', DEFAULT_TENANT);
  const shelves = Array.from({ length: 256 }, (_, n) => n.toString(16).padStart(2, '0'));
  await Promise.all(shelves.map((shelf) => mkdir(path.join(root, shelf), { recursive: true })));
}

/** Kills a process as a failing machine does; resolves once it has ended. */
export async function killed(child: ChildProcess): Promise<void> {
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await ended;
}

/** Sends requests that stop in front of one of their steps, or are answered, and hears which steps they took. */
export class StoppedRequests {
  readonly #reached = new Map<string, (steps: string[]) => void>();

  constructor(processes: readonly ChildProcess[]) {
    for (const each of processes)
      each.on('message', ({ request, steps }: { request?: string; steps?: string[] }) => {
        if (request !== undefined) this.#reached.get(request)?.(steps!);
      });
  }

  send(
    id: string,
    stop: number,
    request: (headers: Record<string, string>) => Promise<unknown>,
  ): Promise<string[]> {
    return new Promise((resolve) => {
      this.#reached.set(id, resolve);
      // The connection of a request that stops breaks when the process is killed.
      void request({ 'X-Test-Pause-Before': `${id} ${stop}` }).catch(() => undefined);
    });
  }
}
