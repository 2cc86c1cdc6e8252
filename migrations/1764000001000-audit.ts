import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The append-only audit log in monthly partitions, made ahead of time by `ensure_audit_partitions`. */
export class Audit1764000001000 implements MigrationInterface {
  name = 'Audit1764000001000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop function ensure_audit_partitions');
    await runner.query('drop table audit_log');
    await runner.query('drop function refuse_audit_change');
  }
}

const UP = [
  `create table audit_log (
    tenant_id      uuid not null,
    occurred_at    timestamptz not null default now(),
    audit_id       uuid not null default gen_random_uuid(),
    process        text not null,
    operation      text not null,
    status         smallint not null,
    file_id        text,
    user_id        text,
    session_id     uuid,
    client         text,
    instance_id    uuid,
    key_id         uuid,
    proof          text,
    lock_before    text,
    lock_after     text,
    version_before bigint,
    version_after  bigint,
    correlation_id text,
    wopi_session_id text,
    device_id      text,
    client_version text,
    remote_address text,
    bytes_in       bigint,
    bytes_out      bigint,
    milliseconds   real,
    upstream_milliseconds real,
    detail         jsonb,
    primary key (tenant_id, occurred_at, audit_id)
  ) partition by range (occurred_at)`,
  `create index audit_log_file on audit_log (tenant_id, file_id, occurred_at)`,
  `create index audit_log_user on audit_log (tenant_id, user_id, occurred_at)`,

  `create function refuse_audit_change() returns trigger language plpgsql as $$
  begin
    raise exception 'audit_log is append-only';
  end $$`,
  `create trigger audit_log_append_only before update or delete on audit_log
    for each row execute function refuse_audit_change()`,

  // Rows that arrive for a month without a partition are kept rather than refused.
  `create table audit_log_default partition of audit_log default`,

  `create function ensure_audit_partitions(months_ahead integer) returns void language plpgsql as $$
  declare
    month date;
  begin
    perform pg_advisory_xact_lock(hashtext('ensure_audit_partitions'));
    for offset_months in 0..months_ahead loop
      month := (date_trunc('month', now() at time zone 'UTC') + make_interval(months => offset_months))::date;
      if to_regclass(format('audit_log_%s', to_char(month, 'YYYY_MM'))) is null then
        begin
          execute format(
            'create table audit_log_%s partition of audit_log for values from (%L) to (%L)',
            to_char(month, 'YYYY_MM'),
            month::timestamp at time zone 'UTC',
            (month + interval '1 month')::timestamp at time zone 'UTC');
        exception when check_violation then
          raise warning 'audit_log_default already holds rows of %', to_char(month, 'YYYY-MM');
        end;
      end if;
    end loop;
  end $$`,
  `select ensure_audit_partitions(2)`,
];
