import { readdirSync, readFileSync } from 'node:fs';
import { cpuSeconds, TICKS_PER_SECOND } from './proxy/process-figures.js';

/** How much of the processors others used while something was measured: all that is not of this process and those below it. */
export class OtherLoad {
  readonly #startedAt = performance.now();
  readonly #before = othersSeconds();

  /** Processors that others kept busy since the beginning, on average; undefined where the kernel does not tell. */
  get cores(): number | undefined {
    const now = othersSeconds();
    if (now === undefined || this.#before === undefined) return undefined;
    return Math.max(0, now - this.#before) / ((performance.now() - this.#startedAt) / 1000);
  }

  toString(): string {
    const { cores } = this;
    return cores === undefined
      ? 'other load unknown'
      : `others used ${cores.toFixed(2)} processors meanwhile`;
  }
}

/** Seconds of processor time of everything else since the machine started. */
function othersSeconds(): number | undefined {
  try {
    const [user, nice, system, , , irq, softirq] = /^cpu +(.*)/.exec(readFileSync('/proc/stat', 'latin1'))![1]!.split(' ').map(Number); // prettier-ignore
    return (user! + nice! + system! + irq! + softirq!) / TICKS_PER_SECOND - ownSeconds();
  } catch {
    return undefined;
  }
}

function ownSeconds(): number {
  const children = new Map<number, number[]>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const parent = parentOf(name);
    if (parent !== undefined) children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
  }
  let seconds = 0;
  const family = [process.pid];
  for (const pid of family) {
    family.push(...(children.get(pid) ?? []));
    seconds += secondsOf(pid);
  }
  return seconds;
}

/** 0 for one that ended a moment ago. */
function secondsOf(pid: number): number {
  try {
    return cpuSeconds(pid);
  } catch {
    return 0;
  }
}

function parentOf(pid: string): number | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    return undefined;
  }
}
