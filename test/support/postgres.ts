import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { migrate } from '#database';
import { startEmbeddedPostgres } from '#embedded-postgres';
import pg from 'pg';
import { MIGRATIONS } from '../../migrations/index.js';

const TEMPLATE = 'wopi_test_template';

export interface TestServer {
  /** A database of the server whose user may create others. */
  readonly adminUrl: string;
  stop(): Promise<void>;
}

export interface DatabaseClone {
  readonly url: string;
  drop(): Promise<void>;
}

/** A server with a migrated template: the one of `url`, or an embedded one that is thrown away by `stop()`. */
export async function startTestServer(
  url: string | undefined,
  settings: Record<string, string> = {},
): Promise<TestServer> {
  const server = url ? { url, stop: async () => undefined } : await embedded(settings);
  await adminQuery(server.url, `drop database if exists ${TEMPLATE} with (force)`);
  await adminQuery(server.url, `create database ${TEMPLATE}`);
  await migrate(urlOf(server.url, TEMPLATE), MIGRATIONS);
  return {
    adminUrl: server.url,
    stop: async () => {
      await adminQuery(server.url, `drop database if exists ${TEMPLATE} with (force)`);
      await server.stop();
    },
  };
}

/** A private copy of the template; dropped by `drop()`. */
export async function cloneTemplate(adminUrl: string): Promise<DatabaseClone> {
  const name = `wopi_test_${randomBytes(6).toString('hex')}`;
  await adminQuery(adminUrl, `create database ${name} template ${TEMPLATE}`);
  return {
    url: urlOf(adminUrl, name),
    drop: () => adminQuery(adminUrl, `drop database if exists ${name} with (force)`),
  };
}

async function embedded(
  settings: Record<string, string>,
): Promise<{ url: string; stop: () => Promise<void> }> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'wopi-gateway-test-'));
  const server = await startEmbeddedPostgres({ dataDir, settings: { max_connections: '300', ...settings } });
  return {
    url: server.url,
    stop: async () => {
      await server.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

const urlOf = (adminUrl: string, database: string): string =>
  Object.assign(new URL(adminUrl), { pathname: `/${database}` }).href;

export async function adminQuery(adminUrl: string, sql: string): Promise<void> {
  const client = new pg.Client(adminUrl);
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
