import { fileURLToPath } from 'node:url';
import type { Config } from '#config';
import { Db, requireMigrated } from '#database';
import { openDatabase } from '#embedded-postgres';
import { type RunningServer, serve } from '#http-server';
import { portalHostOnly } from '#portal-api';
import { selfTestListener } from '#self-test';
import { MIGRATIONS } from '../../../migrations/index.js';
import { HostModule } from './host.module.js';

/** Built by Vite beside the compiled sources. */
const WEB_ROOT = fileURLToPath(new URL('../../web/', import.meta.url));

/**
 * Starts the host on HOST_LISTEN, and with it the embedded Postgres where no database is named.
 * @throws Error with a sentence for a person
 */
export async function createHost(config: Config): Promise<RunningServer> {
  const { url, stop } = await openDatabase(config.databaseUrl?.reveal(), { dataDir: config.dataDir });
  await requireMigrated(url, MIGRATIONS).catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  return serve(HostModule.forRoot(config, url, WEB_ROOT), {
    name: 'host',
    ...config.HOST_LISTEN,
    logLevel: config.LOG_LEVEL,
    trustedProxies: config.TRUSTED_PROXIES,
    ready: async (app) => void (await app.get(Db).query('select 1')),
    first: () => [selfTestListener(config.hostUrl, config.encryptionKey.reveal())],
    configure: (app) => void app.use(portalHostOnly(config.portalUrl, config.hostUrl)),
    drainDelayMs: config.drainDelayMs,
    stopped: stop,
  });
}
