import 'reflect-metadata';
import { loadConfig } from '#config';
import { startEmbeddedPostgres } from '#embedded-postgres';
import { runProcess } from '#http-server';
import { createAdmin } from './create-admin.js';

await runProcess(async () => {
  const config = loadConfig(process.env, process.cwd());
  const embedded = config.databaseUrl ? undefined : await startEmbeddedPostgres({ dataDir: config.dataDir });
  const server = await createAdmin(config, config.databaseUrl?.reveal() ?? embedded!.url);
  return { ...server, stop: () => embedded?.stop() ?? Promise.resolve() };
});
