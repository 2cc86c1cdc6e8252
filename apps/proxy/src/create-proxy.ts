import type { Config } from '#config';
import { Db, requireMigrated } from '#database';
import { openDatabase } from '#embedded-postgres';
import { type RunningServer, serve } from '#http-server';
import { WopiProxy } from '#proxy';
import { selfTestListener } from '#self-test';
import { MIGRATIONS } from '../../../migrations/index.js';
import { ProxyModule } from './proxy.module.js';

/**
 * Starts the proxy on PROXY_LISTEN, and with it the embedded Postgres where no database is named.
 * @throws Error with a sentence for a person
 */
export async function createProxy(config: Config): Promise<RunningServer> {
  const { url, stop } = await openDatabase(config.databaseUrl?.reveal(), { dataDir: config.dataDir });
  await requireMigrated(url, MIGRATIONS).catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  return serve(ProxyModule.forRoot(config, url), {
    name: 'proxy',
    ...config.PROXY_LISTEN,
    logLevel: config.LOG_LEVEL,
    ready: async (app) => void (await app.get(Db).query('select 1')),
    first: (app) => [
      selfTestListener(config.proxyUrl, config.encryptionKey.reveal()),
      app.get(WopiProxy).listener,
    ],
    drainDelayMs: config.drainDelayMs,
    stopped: stop,
  });
}
