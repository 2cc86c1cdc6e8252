import type { ColumnType } from '#database';
import type { TakenFromChange } from '../audit.repository.js';

/** What a row says; its members have the same names, and come in the same order. */
export const COLUMNS = {
  tenant_id: 'uuid',
  process: 'text',
  operation: 'text',
  status: 'smallint',
  file_id: 'text',
  container_id: 'text',
  user_id: 'text',
  principal_id: 'text',
  session_id: 'uuid',
  client: 'text',
  instance_id: 'uuid',
  key_id: 'uuid',
  proof: 'text',
  lock_before: 'text',
  lock_after: 'text',
  version_before: 'bigint',
  version_after: 'bigint',
  correlation_id: 'text',
  wopi_session_id: 'text',
  device_id: 'text',
  client_version: 'text',
  remote_address: 'text',
  bytes_in: 'bigint',
  bytes_out: 'bigint',
  milliseconds: 'real',
  upstream_milliseconds: 'real',
  detail: 'jsonb',
} as const satisfies Record<string, ColumnType>;

const NAMES = Object.keys(COLUMNS).join();

/** `$first`, a JSON object, as a relation `row`. */
const rowIn = (first: number): string => {
  const columns = Object.entries(COLUMNS).map(([name, type]) => `${name} ${type}`);
  return `jsonb_to_record($${first}::jsonb) as row (${columns.join()})`;
};

/** $first JSON object: one row, written only where `change` has rows. */
export const appendWithChange = (first: number): string => `
  insert into audit_log (${NAMES})
  select ${NAMES}
  from ${rowIn(first)}
  where exists (select from change)`;

const made = (name: string) => ({
  detail: `coalesce(row.detail, '{}') || jsonb_build_object('${name}', change.id)`,
});

/** Values that only `change` knows: versions when saves race, grants of more than one person, and the `id` of what is new. */
const TAKEN: Readonly<Record<TakenFromChange, Readonly<Record<string, string>>>> = {
  versions: { version_before: 'change.version - 1', version_after: 'change.version' },
  grants: {
    user_id: 'change."userId"::text',
    detail: `coalesce(row.detail, '{}') || jsonb_build_object('grant', change."grantId", 'app', change."clientId")`,
  },
  user: { user_id: 'change.id::text' },
  key: made('key'),
  group: made('group'),
  webhook: made('webhook'),
  job: made('job'),
};

/** As above, with what is taken from `change`. */
export const appendTaking = (taken: TakenFromChange, first: number): string => {
  const values = Object.keys(COLUMNS).map((name) => TAKEN[taken][name] ?? `row.${name}`);
  return `insert into audit_log (${NAMES}) select ${values.join()} from change, ${rowIn(first)}`;
};

/** $1 JSON object: one row. */
export const APPEND = `
  insert into audit_log (${NAMES})
  select ${NAMES} from ${rowIn(1)}`;

/** $1 how many months after this one. */
export const ENSURE_PARTITIONS = `select ensure_audit_partitions($1::integer)`;
