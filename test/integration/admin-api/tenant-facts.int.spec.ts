import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { Db } from '#database';
import { Admin } from './fixture.js';
import { rowsReadBy } from './rows-read.js';

let admin: Admin;

beforeAll(async () => {
  admin = await Admin.start();
  await admin.query(`
    with made as (
      insert into tenants (tenant_id, name, plan)
      select gen_random_uuid(), 't' || to_char(n, 'FM0000'), 'business' from generate_series(1, 1000) n returning tenant_id
    )
    insert into proxy_keys (tenant_id, key_id, encrypted_secret, purpose)
    select tenant_id, gen_random_uuid(), '', 'file-id' from made`);
  await admin.query('analyze tenants, proxy_keys, tenant_users, entitlement_statements');
});
afterEach(() => vi.restoreAllMocks());
afterAll(() => admin.stop());

it('of a page are those of its tenants, asked with one statement', async () => {
  const db = admin.server.app.get(Db);
  const asked = vi.spyOn(db, 'query');
  const { json } = await admin.get('tenants?limit=20&name=t0&fields=name,warnings');
  const about = asked.mock.calls.filter(([text]) => /entitlement_statements/.test(text));
  expect(json.tenants).toHaveLength(20);
  for (const { warnings } of json.tenants as { warnings: string[] }[])
    expect(warnings).toEqual(['There is no statement of the Microsoft 365 entitlement.']);
  expect(about).toHaveLength(1);
  const [text, values] = about[0]!;
  expect(values).toHaveLength(1);
  const read = await rowsReadBy(admin, text, values as unknown[]);
  expect(read('proxy_keys')).toBe(20);
  expect(read('tenant_users') + read('entitlement_statements')).toBe(0);
});
