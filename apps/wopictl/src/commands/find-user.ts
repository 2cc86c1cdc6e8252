import type { AdminClient, Json } from '../admin-client.js';
import { Refused } from '../refused.js';
import { withQuery } from './list-options.js';

/** The person of a login, in any case of letters. @throws Refused */
export async function findUser(admin: AdminClient, login: string): Promise<Json> {
  const wanted = login.trim().toLowerCase();
  let cursor: string | undefined;
  do {
    const answer = await admin.get(withQuery('users', { name: wanted, limit: '200', cursor }));
    const found = (answer['users'] as Json[]).find((user) => user['login'] === wanted);
    if (found) return found;
    cursor = answer['next'] as string | undefined;
  } while (cursor !== undefined);
  throw new Refused(`There is no person with the login ${wanted}.`);
}
