import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { schemaSnapshot } from '../../../apps/local/src/persistence/schema-snapshot.js';
import { cloneDatabase, type DatabaseClone } from '../../support/database.js';
import { adminQuery } from '../../support/postgres.js';

let database: DatabaseClone;

beforeAll(async () => {
  database = await cloneDatabase();
});

afterAll(() => database.drop());

describe('migrations/schema.sql', () => {
  it('is what all migrations make; `npm run schema` writes it anew', async () => {
    const committed = await readFile('migrations/schema.sql', 'utf8');
    expect(await schemaSnapshot(database.url)).toBe(committed);
  });

  it('does not change as monthly partitions come', async () => {
    const before = await schemaSnapshot(database.url);
    await adminQuery(database.url, 'select ensure_audit_partitions(14)');
    expect(await schemaSnapshot(database.url)).toBe(before);
  });

  it.each([
    ['a column', 'alter table users add column nickname text'],
    ['a default', `alter table users alter column role set default 'administrator'`],
    ['a constraint', 'alter table files drop constraint files_pkey cascade'],
    ['an index', 'drop index versions_blob'],
    [
      'a function',
      `create or replace function notify_proxy_registry() returns trigger language plpgsql as 'begin return null; end'`,
    ],
    ['a trigger', 'drop trigger audit_log_append_only on audit_log'],
    ['a sequence', 'create sequence counter'],
    ['a view', 'create view names as select name from files'],
    ['unlogged', 'alter table process_metrics set logged'],
  ])('shows %s that differs', async (_, change) => {
    const clone = await cloneDatabase();
    try {
      await adminQuery(clone.url, change);
      expect(await schemaSnapshot(clone.url)).not.toBe(await readFile('migrations/schema.sql', 'utf8'));
    } finally {
      await clone.drop();
    }
  });
});
