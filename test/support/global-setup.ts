import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { migrate } from '#database';
import { startEmbeddedPostgres } from '#embedded-postgres';
import type { TestProject } from 'vitest/node';
import { MIGRATIONS } from '../../migrations/index.js';
import { adminQuery, TEMPLATE, urlOf } from './database.js';

/** One server for the whole run: DATABASE_URL, or an embedded one that is thrown away afterwards. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await testServer(process.env['DATABASE_URL']);
  await adminQuery(server.url, `drop database if exists ${TEMPLATE} with (force)`);
  await adminQuery(server.url, `create database ${TEMPLATE}`);
  await migrate(urlOf(server.url, TEMPLATE), MIGRATIONS);
  project.provide('adminUrl', server.url);
  return async () => {
    await adminQuery(server.url, `drop database if exists ${TEMPLATE} with (force)`);
    await server.stop();
  };
}

async function testServer(url: string | undefined): Promise<{ url: string; stop: () => Promise<void> }> {
  if (url) return { url, stop: async () => undefined };
  const dataDir = await mkdtemp(path.join(tmpdir(), 'wopi-gateway-test-'));
  // Nothing in it outlives the run, so waiting for the disk would only cost time.
  const settings = { fsync: 'off', full_page_writes: 'off', max_connections: '300' };
  const server = await startEmbeddedPostgres({ dataDir, settings });
  return {
    url: server.url,
    stop: async () => {
      await server.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
