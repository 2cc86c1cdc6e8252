import { loadConfig } from '#config';
import { migrate } from '#database';
import { openDatabase } from '#embedded-postgres';
import { MIGRATIONS } from '../../../migrations/index.js';
import { databaseSentence, INSTALLATION, sentenceOf } from './installation.js';

/** `npm run migrate`: brings the schema of DATABASE_URL, or of the embedded database, up to date. */
async function main(): Promise<void> {
  const config = loadConfig(process.env, INSTALLATION);
  const database = await openDatabase(config.databaseUrl?.reveal(), {
    dataDir: config.dataDir,
    log: console.error,
  });
  try {
    const applied = await migrate(database.url, MIGRATIONS).catch((error: unknown) => {
      throw databaseSentence(error);
    });
    for (const name of applied) console.log(`applied ${name}`);
    if (applied.length === 0) console.log('The schema is up to date.');
  } finally {
    await database.stop();
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${sentenceOf(error)}\n`);
  process.exitCode = 1;
});
