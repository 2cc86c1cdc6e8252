import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';

export const TEMPLATE = 'wopi_test_template';

declare module 'vitest' {
  interface ProvidedContext {
    /** A database of the test server whose user may create others. */
    adminUrl: string;
  }
}

export const urlOf = (adminUrl: string, database: string): string =>
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

export interface DatabaseClone {
  readonly url: string;
  drop(): Promise<void>;
}

/** A private copy of the migrated template; dropped by `drop()`. */
export async function cloneDatabase(): Promise<DatabaseClone> {
  const adminUrl = inject('adminUrl');
  const name = `wopi_test_${randomBytes(6).toString('hex')}`;
  await adminQuery(adminUrl, `create database ${name} template ${TEMPLATE}`);
  return {
    url: urlOf(adminUrl, name),
    drop: () => adminQuery(adminUrl, `drop database if exists ${name} with (force)`),
  };
}
