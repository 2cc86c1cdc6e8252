import type { ChildProcess } from 'node:child_process';
import { PortRange } from '#embedded-postgres';

/** Asks a process to stop, and kills it when it does not within 20 seconds. */
export async function stopProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill('SIGTERM');
  const killer = setTimeout(() => child.kill('SIGKILL'), 20_000);
  await ended;
  clearTimeout(killer);
}

/** Of the workers of one run, which live at the same time: no two have the same. */
const WORKER = Number(process.env['VITEST_POOL_ID'] ?? 0);

/** A hundred for each test process, below those of outgoing connections and above those that the launcher chooses. */
const PORTS = new PortRange(20_000 + (((process.ppid * 4 + WORKER) * 100) % 12_000), 100);

/** Ports that nobody listens on, all different, from the range of this test process alone. */
export async function freePorts(count: number): Promise<number[]> {
  const ports: number[] = [];
  while (ports.length < count) ports.push(await PORTS.free('127.0.0.1'));
  return ports;
}
