import { readdirSync, readFileSync } from 'node:fs';
import { TICKS_PER_SECOND } from '../proxy/process-figures.js';

interface Process {
  readonly pid: number;
  readonly parent: number;
  /** In ticks: its own, and its children's that have ended. */
  readonly own: number;
  readonly ended: number;
}

/** Seconds of processor time that a PostgreSQL server has used, told by the pid of one of its backends: all its processes, ended ones too. */
export function serverCpuSeconds(backend: number): number {
  const server = read(backend)!.parent;
  const processes = readdirSync('/proc').flatMap((name) =>
    /^\d+$/.test(name) ? (read(Number(name)) ?? []) : [],
  );
  const ticks = processes.map(({ pid, parent, own, ended }) => {
    if (pid === server) return own + ended;
    return parent === server ? own : 0;
  });
  return ticks.reduce((a, b) => a + b) / TICKS_PER_SECOND;
}

/** Undefined for a process that has just ended. */
function read(pid: number): Process | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    const fields = stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    const [user, system, endedUser, endedSystem] = fields.slice(11, 15) as [number, number, number, number];
    return { pid, parent: fields[1]!, own: user + system, ended: endedUser + endedSystem };
  } catch {
    return undefined;
  }
}
