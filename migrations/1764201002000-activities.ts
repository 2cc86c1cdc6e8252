import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What clients report of people's doings in a file: AddActivities. */
export class Activities1764201002000 implements MigrationInterface {
  name = 'Activities1764201002000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table activity_people`);
    await runner.query(`drop table activities`);
  }
}

const UP = [
  // `activity_id` is the client's own; `stated_at` is its time, in whatever form; `data` is kept as it came.
  `create table activities (
    tenant_id uuid not null,
    file_id uuid not null,
    activity_id text not null,
    type text not null,
    data json not null,
    stated_at text,
    author_id uuid not null,
    created_at timestamptz not null default now(),
    constraint activities_pkey primary key (tenant_id, file_id, activity_id),
    constraint activities_file_fkey foreign key (tenant_id, file_id) references files (tenant_id, file_id),
    constraint activities_author_fkey foreign key (tenant_id, author_id) references users (tenant_id, user_id)
  )`,
  `create index activities_author on activities (tenant_id, author_id, created_at)`,
  // A person is known to a provider; to this host by the UserId of CheckFileInfo.
  `create table activity_people (
    tenant_id uuid not null,
    person_id text not null,
    provider text not null,
    file_id uuid not null,
    activity_id text not null,
    constraint activity_people_pkey primary key (tenant_id, person_id, provider, file_id, activity_id),
    constraint activity_people_activity_fkey foreign key (tenant_id, file_id, activity_id)
      references activities (tenant_id, file_id, activity_id) on delete cascade
  )`,
];
