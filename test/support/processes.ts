import type { ChildProcess } from 'node:child_process';
import { createServer } from 'node:net';

/** Asks a process to stop, and kills it when it does not within 20 seconds. */
export async function stopProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill('SIGTERM');
  const killer = setTimeout(() => child.kill('SIGKILL'), 20_000);
  await ended;
  clearTimeout(killer);
}

/** Linux and the others give outgoing connections ports above this range: none of them takes a port between its choice and its use. */
const PORTS = { first: 20_000, count: 12_000, perProcess: 100 };
let tried = 0;

/** Ports that nobody listens on, all different, from the range of this test process alone. */
export async function freePorts(count: number): Promise<number[]> {
  const first = PORTS.first + ((process.pid * PORTS.perProcess) % PORTS.count);
  const ports: number[] = [];
  while (ports.length < count) {
    const port = first + (tried++ % PORTS.perProcess);
    if (await isFree(port)) ports.push(port);
  }
  return ports;
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
