import { setTimeout as sleep } from 'node:timers/promises';
import type { Gateway } from '../../support/gateway.js';
import { type Figures, figuresOf } from './soak-figures.js';
import { SoakCount, soakRound } from './soak-round.js';

const LANES = 4;
const PAUSE_MS = 200;
const SAMPLES = 120;
const LEAST_SAMPLE_MS = 2_000;
/** Caches fill and Node compiles in the beginning. */
const SETTLED_SHARE = 1 / 3;

interface Sample {
  readonly hours: number;
  readonly figures: Figures;
}

/** Lets a few documents live and die for a long time, at a rate that a small machine does not notice, and prints what grows meanwhile. */
export async function measureSoak(gateway: Gateway, seconds: number): Promise<void> {
  const count = new SoakCount();
  const started = performance.now();
  const until = started + seconds * 1000;
  const lanes = Array.from({ length: LANES }, async () => {
    while (performance.now() < until) await soakRound(gateway, count, PAUSE_MS);
  });
  const samples = watch(gateway, started, until);
  await Promise.all(lanes);
  const taken = await samples;
  const calls = `${count.calls} calls in ${Math.round(seconds)} s, ${count.proxied} of them through the proxy`;
  process.stdout.write(`soak: ${calls}\n`);
  for (const [what, times] of count.wrong) process.stdout.write(`not as expected: ${what}, ${times} times\n`);
  printGrowth(taken);
  await printAuditGaps(gateway, count);
}

async function watch(gateway: Gateway, started: number, until: number): Promise<Sample[]> {
  const samples: Sample[] = [];
  const every = Math.max(LEAST_SAMPLE_MS, (until - started) / SAMPLES);
  while (performance.now() + every < until) {
    await sleep(every);
    const hours = (performance.now() - started) / 3_600_000;
    samples.push({ hours, figures: await figuresOf(gateway) });
  }
  return samples;
}

function printGrowth(samples: readonly Sample[]): void {
  const settled = samples.slice(Math.floor(samples.length * SETTLED_SHARE));
  if (settled.length < 2) return void process.stdout.write('too short to tell what grows\n');
  for (const name of Object.keys(settled[0]!.figures)) {
    const values = settled.map(({ figures }) => figures[name]!);
    const [first, last] = [values[0]!, values.at(-1)!].map((value) => value.toFixed(1));
    const range = `least ${Math.min(...values).toFixed(1)}, most ${Math.max(...values).toFixed(1)}`;
    const slope = slopeOf(settled.map(({ hours }, n) => [hours, values[n]!])).toFixed(1);
    process.stdout.write(`${name}: ${first} to ${last}, ${range}, ${slope} an hour\n`);
  }
}

/** Of the line that fits the points best. */
function slopeOf(points: readonly (readonly [x: number, y: number])[]): number {
  const mean = (n: 0 | 1) => points.reduce((sum, point) => sum + point[n], 0) / points.length;
  const [x, y] = [mean(0), mean(1)];
  const along = points.reduce((sum, point) => sum + (point[0] - x) * (point[1] - y), 0);
  return along / points.reduce((sum, point) => sum + (point[0] - x) ** 2, 0);
}

/** Every call has its row, once what is written in batches has been. */
async function printAuditGaps(gateway: Gateway, count: SoakCount): Promise<void> {
  await sleep(2_000);
  const rows = await gateway.query<{ process: string; count: number }>(
    `select process, count(*)::int as count from audit_log where process in ('host', 'proxy') group by process`,
  );
  const logged = new Map(rows.map((row) => [row.process, row.count]));
  for (const [name, calls] of [
    ['host', count.calls],
    ['proxy', count.proxied],
  ] as const)
    // prettier-ignore
    process.stdout.write(`audit rows of the ${name}: ${logged.get(name) ?? 0} for ${calls} calls\n`);
}
