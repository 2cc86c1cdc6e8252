import type { IncomingMessage } from 'node:http';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { Config } from '#config';
import { Db } from '#database';
import { ProblemFilter, type RunningServer, serve } from '#http-server';
import { AdminModule } from './admin.module.js';

const BODY_MAX = '64kb';

/** Starts the admin process on ADMIN_LISTEN against a migrated database. */
export function createAdmin(config: Config, databaseUrl: string): Promise<RunningServer> {
  return serve(AdminModule.forRoot(config, databaseUrl), {
    name: 'admin',
    ...config.ADMIN_LISTEN,
    logLevel: config.LOG_LEVEL,
    trustedProxies: config.TRUSTED_PROXIES,
    ready: async (app) => void (await app.get(Db).query('select 1')),
    configure,
  });
}

/** Every answer of the API is JSON, refusals that no route made too. Bodies are JSON, except those of files, which are content whatever their type says. */
function configure(app: NestExpressApplication): void {
  app.set('query parser', 'simple');
  app.useGlobalFilters(new ProblemFilter());
  const type = ({ headers, url }: IncomingMessage) =>
    /^application\/(?:[\w.-]+\+)?json\b/i.test(headers['content-type'] ?? '') &&
    !url?.startsWith('/admin/v1/files');
  app.useBodyParser('json', { limit: BODY_MAX, type });
}
