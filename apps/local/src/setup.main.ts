import 'reflect-metadata';
import { openDatabase } from '#embedded-postgres';
import { addressesOf } from './addresses.js';
import { settingsFor } from './environment.js';
import { INSTALLATION, sentenceOf } from './installation.js';
import { ADMINISTRATOR, seed } from './seed.js';

/** For installations whose processes are started one by one: the rows that the launcher writes, in a migrated database. */
async function main(): Promise<void> {
  const settings = await settingsFor(process.env, INSTALLATION);
  const { config, adminPassword, proxySecret } = settings;
  const database = await openDatabase(config.databaseUrl?.reveal(), {
    dataDir: config.dataDir,
    log: console.error,
  });
  try {
    const fresh = await seed({
      databaseUrl: database.url,
      encryptionKey: config.encryptionKey.reveal(),
      addresses: addressesOf(config, false),
      adminPassword,
      proxy: { secret: proxySecret, mode: config.WOPI_PROXY_MODE },
    });
    const where = `its first password is in ${config.dataDir}/secrets.json`;
    console.log(fresh ? `Made the account ${ADMINISTRATOR}; ${where}.` : 'All is there already.');
  } finally {
    await database.stop();
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${sentenceOf(error)}\n`);
  process.exitCode = 1;
});
