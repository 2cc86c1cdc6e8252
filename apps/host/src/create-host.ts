import { fileURLToPath } from 'node:url';
import type { Config } from '#config';
import { Db } from '#database';
import { type RunningServer, serve } from '#http-server';
import { portalHostOnly } from '#portal-api';
import { HostModule } from './host.module.js';

/** Built by Vite beside the compiled sources. */
const WEB_ROOT = fileURLToPath(new URL('../../web/', import.meta.url));

/** Starts the host on HOST_LISTEN against a migrated database. */
export function createHost(config: Config, databaseUrl: string, webRoot: string = WEB_ROOT): Promise<RunningServer> {
  return serve(HostModule.forRoot(config, databaseUrl, webRoot), {
    name: 'host',
    ...config.HOST_LISTEN,
    logLevel: config.LOG_LEVEL,
    trustedProxies: config.TRUSTED_PROXIES,
    ready: async (app) => void (await app.get(Db).query('select 1')),
    configure: (app) => void app.use(portalHostOnly(config.portalUrl, config.hostUrl)),
  });
}
