import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How many bytes the files of a tenant may have. */
export class StorageQuotas1764310002000 implements MigrationInterface {
  name = 'StorageQuotas1764310002000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

const REASONS = `'lock_lost', 'locked_by_other', 'document_changed', 'file_deleted', 'session_ended'`;
const reasons = (list: string) => [
  `alter table recovered_saves drop constraint recovered_saves_reason_check`,
  `alter table recovered_saves add constraint recovered_saves_reason_check check (reason in (${list}))`,
];

const UP = [
  // A row only where there is a quota; `used_bytes` is then what the files that are there have, all together.
  `create table storage_quotas (
    tenant_id   uuid primary key references tenants on delete cascade,
    quota_bytes bigint not null check (quota_bytes >= 0),
    used_bytes  bigint not null
  )`,
  // The row is locked until the transaction ends: of those who come at once each sees what the one before has taken.
  // What makes nothing larger is never refused.
  `create function count_storage() returns trigger language plpgsql as $$
  declare
    added bigint := case when new.deleted_at is null then new.size else 0 end;
    quota storage_quotas;
  begin
    if tg_op = 'UPDATE' and old.deleted_at is null then added := added - old.size; end if;
    update storage_quotas set used_bytes = used_bytes + added where tenant_id = new.tenant_id returning * into quota;
    if added > 0 and quota.used_bytes > quota.quota_bytes then
      raise exception 'the tenant has no room left' using errcode = 'check_violation', constraint = 'storage_quota';
    end if;
    return null;
  end $$`,
  `create trigger files_storage_insert after insert on files
    for each row when (new.size > 0) execute function count_storage()`,
  `create trigger files_storage_update after update of size, deleted_at on files
    for each row when (old.size <> new.size or (old.deleted_at is null) <> (new.deleted_at is null))
    execute function count_storage()`,
  ...reasons(`${REASONS}, 'quota'`),
];

const DOWN = [
  `delete from recovered_saves where reason = 'quota'`,
  ...reasons(REASONS),
  `drop trigger files_storage_update on files`,
  `drop trigger files_storage_insert on files`,
  `drop function count_storage()`,
  `drop table storage_quotas`,
];
