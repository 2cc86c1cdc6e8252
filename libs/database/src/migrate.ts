import { DataSource, type MigrationInterface } from 'typeorm';
import { KEPT_ALIVE, patience } from './connection-settings.js';
import { requireSessions } from './require-sessions.js';

export type MigrationClass = new () => MigrationInterface;

/** Any number that no other program on the same server uses for an advisory lock. */
const MIGRATION_LOCK = 7_366_219_004;

/** Applies what is missing, one transaction each; several processes may call it at once. Answers the names applied. */
export async function migrate(url: string, migrations: readonly MigrationClass[]): Promise<string[]> {
  await requireSessions(url);
  // A migration may take as long as it takes.
  const dataSource = await open(url, migrations, KEPT_ALIVE);
  const guard = dataSource.createQueryRunner();
  try {
    await guard.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    const applied = await dataSource.runMigrations({ transaction: 'each' });
    return applied.map(({ name }) => name);
  } finally {
    await guard.query('select pg_advisory_unlock($1)', [MIGRATION_LOCK]).catch(() => undefined);
    await guard.release();
    await dataSource.destroy();
  }
}

/** Whether the database lacks a migration that this build brings. */
export async function hasPendingMigrations(
  url: string,
  migrations: readonly MigrationClass[],
): Promise<boolean> {
  const dataSource = await open(url, migrations, patience());
  try {
    return await dataSource.showMigrations();
  } finally {
    await dataSource.destroy();
  }
}

/**
 * Makes sure, before a process starts, that its database is there and has the schema it needs.
 * @throws Error with one sentence that says what to do
 */
export async function requireMigrated(url: string, migrations: readonly MigrationClass[]): Promise<void> {
  const pending = await looked(url, migrations).catch((error: unknown) => {
    const reason = (error as Error).message.replace(/\.$/, '') || 'it does not answer';
    throw new Error(`The database of DATABASE_URL cannot be used: ${reason}.`, { cause: error });
  });
  if (pending) throw new Error('The database lacks migrations of this version; run "npm run migrate" first.');
}

async function looked(url: string, migrations: readonly MigrationClass[]): Promise<boolean> {
  await requireSessions(url);
  return hasPendingMigrations(url, migrations);
}

function open(url: string, migrations: readonly MigrationClass[], extra: object): Promise<DataSource> {
  return new DataSource({
    type: 'postgres',
    url,
    migrations: [...migrations],
    applicationName: 'migrate',
    extra,
  }).initialize();
}
