import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Tenants, users, files with their versions and blobs, locks, sessions and the keys that sign their tokens. */
export class Foundation1764000000000 implements MigrationInterface {
  name = 'Foundation1764000000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of DOWN) await runner.query(`drop table ${table}`);
  }
}

const DOWN = [
  'sign_in_attempts',
  'signing_keys',
  'portal_sessions',
  'sessions',
  'locks',
  'versions',
  'blobs',
  'files',
  'users',
  'tenants',
];

const UP = [
  `create table tenants (
    tenant_id  uuid not null primary key,
    name       text not null unique,
    plan       text not null check (plan in ('business', 'personal')),
    state      text not null default 'active' check (state in ('trial', 'active', 'grace', 'suspended', 'expired')),
    created_at timestamptz not null default now()
  )`,

  // The tenant whose files this installation's own host keeps.
  `insert into tenants (tenant_id, name, plan) values ('00000000-0000-0000-0000-000000000001', 'default', 'business')`,

  `create table users (
    tenant_id     uuid not null references tenants,
    user_id       uuid not null default gen_random_uuid(),
    login         text not null check (login = lower(login)),
    display_name  text not null,
    password_hash text,
    role          text not null default 'member' check (role in ('member', 'administrator')),
    user_info     text,
    created_at    timestamptz not null default now(),
    disabled_at   timestamptz,
    primary key (tenant_id, user_id),
    unique (tenant_id, login)
  )`,

  `create table files (
    tenant_id   uuid not null,
    file_id     uuid not null,
    name        text not null,
    owner_id    uuid not null,
    version     bigint not null,
    size        bigint not null,
    sha256      bytea not null,
    blob_key    text not null,
    created_by  uuid not null,
    created_at  timestamptz not null default now(),
    modified_at timestamptz not null default now(),
    modified_by uuid not null,
    deleted_at  timestamptz,
    deleted_by  uuid,
    primary key (tenant_id, file_id),
    foreign key (tenant_id, owner_id) references users
  )`,
  `create unique index files_name_key on files (tenant_id, owner_id, lower(name)) where deleted_at is null`,

  // One row a blob, inserted by whoever settles its fate first: a version that names it, or the sweeper that removes it.
  `create table blobs (
    tenant_id  uuid not null,
    blob_key   text not null,
    fate       text not null check (fate in ('kept', 'swept')),
    settled_at timestamptz not null default now(),
    primary key (tenant_id, blob_key)
  )`,

  `create table versions (
    tenant_id     uuid not null,
    file_id       uuid not null,
    version       bigint not null,
    origin        text not null check (origin in ('created', 'saved', 'restored')),
    restored_from bigint,
    size          bigint not null,
    sha256        bytea not null,
    blob_key      text not null,
    author_id     uuid not null,
    created_at    timestamptz not null default now(),
    primary key (tenant_id, file_id, version),
    foreign key (tenant_id, file_id) references files,
    foreign key (tenant_id, blob_key) references blobs
  )`,
  `create index versions_blob on versions (tenant_id, blob_key)`,

  `create table locks (
    tenant_id   uuid not null,
    file_id     uuid not null,
    lock_id     text not null check (length(lock_id) between 1 and 1024),
    expires_at  timestamptz not null,
    acquired_at timestamptz not null default now(),
    acquired_by uuid,
    primary key (tenant_id, file_id)
  )`,

  // What an access token stands for. A token without its live row here is worth nothing.
  `create table sessions (
    tenant_id         uuid not null,
    session_id        uuid not null,
    parent_session_id uuid,
    file_id           uuid not null,
    user_id           uuid not null,
    client            text not null,
    action            text not null check (action in ('view', 'edit')),
    denied            text[] not null default '{}',
    route             text not null check (route in ('direct', 'proxy')),
    created_at        timestamptz not null default now(),
    expires_at        timestamptz not null,
    revoked_at        timestamptz,
    launch_sha256     bytea,
    launch_expires_at timestamptz,
    primary key (tenant_id, session_id),
    foreign key (tenant_id, user_id) references users,
    foreign key (tenant_id, file_id) references files
  )`,
  `create index sessions_user on sessions (tenant_id, user_id)`,
  `create index sessions_file on sessions (tenant_id, file_id)`,
  `create index sessions_parent on sessions (tenant_id, parent_session_id)`,
  `create index sessions_launch on sessions (tenant_id, launch_sha256) where launch_sha256 is not null`,

  `create table portal_sessions (
    tenant_id     uuid not null,
    cookie_sha256 bytea not null,
    user_id       uuid not null,
    csrf_token    text not null,
    created_at    timestamptz not null default now(),
    rotated_at    timestamptz not null default now(),
    expires_at    timestamptz not null,
    primary key (tenant_id, cookie_sha256),
    foreign key (tenant_id, user_id) references users
  )`,
  `create index portal_sessions_user on portal_sessions (tenant_id, user_id)`,

  // Shape demanded by the rate limiter library.
  `create table sign_in_attempts (
    key    text not null primary key,
    points integer not null default 0,
    expire bigint
  )`,

  // Shared by all tenants: a token names its key, and its tenant is known only once the key has verified it.
  `create table signing_keys (
    key_id           text not null primary key,
    purpose          text not null check (purpose in ('access-token', 'proxy-assertion')),
    public_key       text,
    encrypted_secret bytea not null,
    created_at       timestamptz not null default now(),
    signs_until      timestamptz not null,
    verifies_until   timestamptz not null
  )`,
  `create index signing_keys_purpose on signing_keys (purpose, signs_until)`,
];
