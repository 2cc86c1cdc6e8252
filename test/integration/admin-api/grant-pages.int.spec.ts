import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { Db } from '#database';
import { DEFAULT_TENANT_ID } from '#tenants';
import { Admin } from './fixture.js';
import { rowsReadBy } from './rows-read.js';

let admin: Admin;

beforeAll(async () => {
  admin = await Admin.start();
  await admin.post('users', { login: 'anna' });
  await admin.query(
    `insert into oauth_records (tenant_id, kind, record_sha256, grant_id, user_id, client_id, payload, created_at, expires_at)
     select tenant_id, kind, sha256(n::text::bytea), 'G' || n, user_id, 'word', '{}', now() - n * interval '1 minute', now() + interval '1 year'
     from users, generate_series(1, 2000) n, unnest(array['Grant', 'RefreshToken', 'AccessToken']) kind
     where tenant_id = $1 and login = 'anna'`,
    [DEFAULT_TENANT_ID],
  );
  await admin.query('analyze oauth_records, users, sessions');
});
afterEach(() => vi.restoreAllMocks());
afterAll(() => admin.stop());

it('of grants, the last given first, reads no other grants', async () => {
  const asked = vi.spyOn(admin.server.app.get(Db), 'query');
  const { json: first } = await admin.get('grants?limit=20');
  const { json: second } = await admin.get(`grants?limit=20&cursor=${first.next}`);
  expect(second.grants[0].id).toBe('G21');
  const pages = asked.mock.calls.filter(([text]) => text.includes('"pagePlace"'));
  expect(pages).toHaveLength(2);
  for (const [text, values] of pages) {
    const read = await rowsReadBy(admin, text, values as unknown[]);
    // Each of the page and the one that tells of a next: itself, and what hangs on it.
    expect(read('oauth_records')).toBe(21 * (1 + 3));
  }
});
