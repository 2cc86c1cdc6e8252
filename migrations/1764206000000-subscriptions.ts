import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Dates, policy and limits of tenants; what the proxy has to know of an instance; keys by purpose. */
export class Subscriptions1764206000000 implements MigrationInterface {
  name = 'Subscriptions1764206000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

const CHANGES = [
  ['insert', 'new'],
  ['update', 'new'],
  ['delete', 'old'],
] as const;

const PARTS = ['instances', 'proxy_keys'] as const;

const UP = [
  // state is what was set by hand, and when; what holds at a moment follows from it and the dates.
  `alter table tenants
    add contacts            jsonb not null default '[]' check (jsonb_typeof(contacts) = 'array'),
    add valid_from          timestamptz,
    add valid_until         timestamptz,
    add grace_days          smallint not null default 14 check (grace_days between 0 and 366),
    add ended_at            timestamptz,
    add saves_until         timestamptz,
    add seats               integer check (seats > 0),
    add soft_proof          boolean not null default false,
    add business_flow       boolean not null default false,
    add pseudonym_user_ids  boolean not null default false,
    add keep_user_info      boolean not null default false,
    add discovery_apps      text[],
    add discovery_actions   text[],
    add requests_per_second integer check (requests_per_second > 0),
    add concurrent_calls    integer check (concurrent_calls > 0),
    add mib_per_second      integer check (mib_per_second > 0),
    add max_file_mib        integer check (max_file_mib > 0),
    add revision            bigint not null default 0,
    add constraint tenants_dates_check check (valid_from < valid_until)`,
  `alter table instances
    drop constraint instances_mode_check,
    add constraint instances_mode_check check (mode in ('transparent', 'forwarded', 'resign', 'attested')),
    add product           text check (product in ('owncloud10', 'ocis', 'wopiserver', 'gateway', 'other')),
    add product_version   text,
    add browser_origins   text[] not null default '{}',
    add pinned_ca         text,
    add redirector        boolean not null default false,
    add proxied_file_url  boolean not null default false`,
  `alter table proxy_keys
    add purpose     text not null default 'file-id' check (purpose in ('file-id', 'file-url', 'redirect')),
    add revoked_at  timestamptz,
    add saves_until timestamptz`,

  // Proxies keep tenants in memory. The revision tells which of them changed; the notification, that one did just now.
  ...PARTS.map((table) => `drop trigger ${table}_changed on ${table}`),
  'drop trigger tenants_changed on tenants',
  'drop function notify_proxy_registry',
  `create function count_tenant_revision() returns trigger language plpgsql as $$
  begin
    new.revision := old.revision + 1;
    return new;
  end $$`,
  `create trigger tenants_revision before update on tenants
    for each row execute function count_tenant_revision()`,
  `create function notify_tenant() returns trigger language plpgsql as $$
  begin
    perform pg_notify('proxy_registry', coalesce(new.tenant_id, old.tenant_id)::text);
    return null;
  end $$`,
  `create trigger tenants_changed after insert or update or delete on tenants
    for each row execute function notify_tenant()`,
  `create function touch_tenants() returns trigger language plpgsql as $$
  begin
    update tenants set revision = revision where tenant_id in (select tenant_id from changed);
    return null;
  end $$`,
  ...PARTS.flatMap((table) =>
    CHANGES.map(
      ([event, rows]) => `create trigger ${table}_${event} after ${event} on ${table}
        referencing ${rows} table as changed for each statement execute function touch_tenants()`,
    ),
  ),
];

const DOWN = [
  ...PARTS.flatMap((table) => CHANGES.map(([event]) => `drop trigger ${table}_${event} on ${table}`)),
  'drop trigger tenants_changed on tenants',
  'drop trigger tenants_revision on tenants',
  'drop function touch_tenants',
  'drop function notify_tenant',
  'drop function count_tenant_revision',
  `create function notify_proxy_registry() returns trigger language plpgsql as $$
  begin
    perform pg_notify('proxy_registry', '');
    return null;
  end $$`,
  ...['tenants', ...PARTS].map(
    (table) => `create trigger ${table}_changed after insert or update or delete on ${table}
      for each statement execute function notify_proxy_registry()`,
  ),
  `delete from proxy_keys where revoked_at is not null or purpose <> 'file-id'`,
  `alter table proxy_keys drop purpose, drop revoked_at, drop saves_until`,
  `update instances set mode = 'transparent' where mode in ('forwarded', 'resign')`,
  `alter table instances
    drop product, drop product_version, drop browser_origins, drop pinned_ca, drop redirector, drop proxied_file_url,
    drop constraint instances_mode_check,
    add constraint instances_mode_check check (mode in ('transparent', 'attested'))`,
  `alter table tenants
    drop contacts, drop valid_from, drop valid_until, drop grace_days, drop ended_at, drop saves_until, drop seats,
    drop soft_proof, drop business_flow, drop pseudonym_user_ids, drop keep_user_info, drop discovery_apps,
    drop discovery_actions, drop requests_per_second, drop concurrent_calls, drop mib_per_second, drop max_file_mib,
    drop revision`,
];
