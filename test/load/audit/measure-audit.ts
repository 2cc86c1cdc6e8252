import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { type INestApplicationContext, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { AuditModule } from '#audit';
import { DatabaseModule } from '#database';
import { cloneTemplate } from '../../support/postgres.js';
import { fillLog } from './fill-log.js';
import { measureChain } from './measure-chain.js';
import { measureQuestions } from './measure-questions.js';
import { secondsOf } from './seconds-of.js';

const ROWS = Number(process.env['BENCH_AUDIT_ROWS'] ?? 10_000_000);
const TENANTS = 10;

/** Questions, exports and the chain on a log of `BENCH_AUDIT_ROWS` rows, ten millions unless told. */
export async function measureAudit(adminUrl: string): Promise<void> {
  const database = await cloneTemplate(adminUrl);
  const tenants = Array.from({ length: TENANTS }, () => randomUUID());
  try {
    const seconds = await secondsOf(() => fillLog(database.url, tenants, ROWS));
    console.log(`\nAudit: ${ROWS} rows of ${TENANTS} tenants, filled in ${seconds.toFixed(0)} s`);
    await withLog(database.url, 'as PostgreSQL plans', (log) => measureQuestions(log, tenants));
    const generic = `${database.url}?options=-c%20plan_cache_mode%3Dforce_generic_plan`;
    await withLog(generic, 'generic plans', (log) => measureQuestions(log, tenants));
    await withLog(database.url, 'the chain', (log) => measureChain(log, database.url));
  } finally {
    await database.drop();
  }
}

async function withLog(
  url: string,
  title: string,
  measure: (log: INestApplicationContext) => Promise<void>,
): Promise<void> {
  console.log(`  ${title}`);
  const chain = { encryptionKey: 'k'.repeat(32), tenantId: randomUUID() };
  @Module({
    imports: [
      DatabaseModule.forRoot({ url, applicationName: 'bench' }),
      AuditModule.forRoot({ process: 'bench', chain }),
    ],
  })
  class BenchModule {}
  const log = await NestFactory.createApplicationContext(BenchModule, { logger: false });
  try {
    await measure(log);
  } finally {
    await log.close();
  }
}
