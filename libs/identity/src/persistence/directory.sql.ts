const begins = (text: string) => `(starts_with(lower(${text}), $2) or strpos(lower(${text}), ' ' || $2) > 0)`;

/** $1 tenant, $2 beginning of a word, in lower case. Guests of links are nobody in particular; their logins hold a space. */
export const FIND = `
  select "id", "kind", "name", "login" from (
    select user_id as "id", 'person' as "kind", display_name as "name", login as "login" from users
    where tenant_id = $1 and disabled_at is null and strpos(login, ' ') = 0
      and (${begins('display_name')} or starts_with(login, $2))
    union all
    select group_id, 'group', name, null from groups where tenant_id = $1 and ${begins('name')}
  ) found
  order by lower("name"), "id" limit 20`;
