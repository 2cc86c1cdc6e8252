import { readFileSync } from 'node:fs';

/** The kernel counts the processor's time in hundredths of a second. */
export const TICKS_PER_SECOND = 100;

/** Seconds of processor time that a process has used, in user and kernel mode. */
export function cpuSeconds(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
}

/** MiB of resident memory: now, and the high-water mark that the kernel keeps. */
export function memoryMib(pid: number): { readonly now: number; readonly peak: number } {
  const status = readFileSync(`/proc/${pid}/status`, 'latin1');
  const read = (name: string) => Math.round(Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)![1]) / 1024);
  return { now: read('VmRSS'), peak: read('VmHWM') };
}
