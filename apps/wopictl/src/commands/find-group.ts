import type { AdminClient, Json } from '../admin-client.js';
import { Refused } from '../refused.js';
import { withQuery } from './list-options.js';

/** The group of a name, in any case of letters, or of an id. @throws Refused */
export async function findGroup(admin: AdminClient, name: string): Promise<Json> {
  const { groups } = (await admin.get(withQuery('groups', { name, limit: '200' }))) as { groups: Json[] };
  const found = groups.find((group) => String(group['name']).toLowerCase() === name.toLowerCase());
  if (found) return found;
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(name)) return { id: name };
  throw new Refused(`There is no group with the name ${name}.`);
}
