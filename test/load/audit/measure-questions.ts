import type { INestApplicationContext } from '@nestjs/common';
import { AuditLog, AuditQuestions } from '#audit';

const ROUNDS = 100;
const MONTH_MS = 30 * 24 * 3600 * 1000;

/** What is asked about a tenant's month, each time about another tenant, file or person. */
export async function measureQuestions(
  app: INestApplicationContext,
  tenants: readonly string[],
): Promise<void> {
  const [log, questions] = [app.get(AuditLog), app.get(AuditQuestions)];
  const until = new Date();
  const period = { since: new Date(until.getTime() - MONTH_MS), until };
  const page = (filter: object) => (tenant: string) => log.page(tenant, { ...period, ...filter }, 50);
  const asked: Record<string, (tenant: string, n: number) => Promise<unknown>> = {
    'everything on a file': (tenant, n) => page({ fileId: `file-${n * 13}` })(tenant),
    'everything by a person': (tenant, n) => page({ userId: `user-${n * 7}` })(tenant),
    'who had it open': (tenant, n) =>
      questions.openAt(tenant, `file-${n * 13}`, new Date(until.getTime() - n * 3_600_000)),
    'failed proofs': (tenant) => questions.failedProofs(tenant, period),
    'lock conflicts': page({ status: 409 }),
    'saves in the recovery bin': page({ recovered: true }),
    'opens per day': (tenant) => questions.opensPerDay(tenant, period),
    'slowest operations': (tenant) => questions.slowest(tenant, period),
    'seats used': (tenant) => questions.seatsUsed(tenant, until),
    'one call by its id': (tenant, n) => page({ correlationId: `no such id ${n}` })(tenant),
    'first page of an export': async (tenant) => {
      for await (const rows of await log.read(tenant, period)) return rows;
      return undefined;
    },
  };
  for (const [name, question] of Object.entries(asked)) {
    const times: number[] = [];
    for (let n = 0; n < ROUNDS; n++) {
      const start = performance.now();
      await question(tenants[n % tenants.length]!, n);
      times.push(performance.now() - start);
    }
    times.sort((a, b) => a - b);
    const at = (share: number) => times[Math.floor(share * (times.length - 1))]!.toFixed(1).padStart(7);
    console.log(`    ${name.padEnd(26)} p50 ${at(0.5)} ms  p95 ${at(0.95)} ms`);
  }
}
