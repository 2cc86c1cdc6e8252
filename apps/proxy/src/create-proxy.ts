import type { Config } from '#config';
import { Db } from '#database';
import { startEmbeddedPostgres } from '#embedded-postgres';
import { type RunningServer, serve } from '#http-server';
import { WopiProxy } from '#proxy';
import { ProxyModule } from './proxy.module.js';

/**
 * Starts the proxy, and with it the embedded Postgres where no database is named; `stop` leaves that one as it was found.
 * @throws Error with a sentence for a person
 */
export async function createProxy(config: Config): Promise<RunningServer & { stop(): Promise<void> }> {
  const postgres = config.databaseUrl ? undefined : await startEmbeddedPostgres({ dataDir: config.dataDir });
  const stop = async () => void (await postgres?.stop());
  try {
    const module = ProxyModule.forRoot(config, config.databaseUrl?.reveal() ?? postgres!.url);
    const running = await serve(module, {
      name: 'proxy',
      ...config.PROXY_LISTEN,
      logLevel: config.LOG_LEVEL,
      trustedProxies: config.TRUSTED_PROXIES,
      ready: async (app) => void (await app.get(Db).query('select 1')),
      configure: (app) => void app.use(app.get(WopiProxy).middleware),
    });
    return { ...running, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
