import type { IncomingMessage } from 'node:http';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { serveDocs } from '#admin-api';
import type { Config } from '#config';
import { Db, requireMigrated } from '#database';
import { openDatabase } from '#embedded-postgres';
import { type RunningServer, serve } from '#http-server';
import { scimErrors } from '#scim-api';
import { MIGRATIONS } from '../../../migrations/index.js';
import { AdminModule } from './admin.module.js';

const BODY_MAX = '64kb';
/** A group with many members is one body. */
const SCIM_BODY_MAX = '1mb';
const SCIM = /^\/scim\//i;

const isJson = ({ headers }: IncomingMessage) =>
  /^application\/(?:[\w.-]+\+)?json\b/i.test(headers['content-type'] ?? '');

/**
 * Starts the admin process on ADMIN_LISTEN, and with it the embedded Postgres where no database is named.
 * @throws Error with a sentence for a person
 */
export async function createAdmin(config: Config): Promise<RunningServer> {
  const { url, stop } = await openDatabase(config.databaseUrl?.reveal(), { dataDir: config.dataDir });
  await requireMigrated(url, MIGRATIONS).catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  return serve(AdminModule.forRoot(config, url), {
    name: 'admin',
    ...config.ADMIN_LISTEN,
    logLevel: config.LOG_LEVEL,
    trustedProxies: config.TRUSTED_PROXIES,
    ready: async (app) => void (await app.get(Db).query('select 1')),
    configure,
    drainDelayMs: config.drainDelayMs,
    stopped: stop,
  });
}

/** Bodies are JSON, except those of files, which are content whatever their type says. */
function configure(app: NestExpressApplication): void {
  app.set('query parser', 'simple');
  app.useBodyParser('json', {
    limit: SCIM_BODY_MAX,
    type: (request) => isJson(request) && SCIM.test(request.url ?? ''),
  });
  app.use('/scim', scimErrors());
  const ofFiles = ({ url }: IncomingMessage) => /^\/(?:admin|api)\/v1\/files\/?(\?|$)/.test(url ?? '');
  app.useBodyParser('json', {
    limit: BODY_MAX,
    type: (request) => isJson(request) && !ofFiles(request) && !SCIM.test(request.url ?? ''),
  });
  serveDocs(app);
}
