import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which transaction last changed what the list of a container says of each of its children. */
export class ContainerChanges1764300001000 implements MigrationInterface {
  name = 'ContainerChanges1764300001000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['files', 'containers'])
      for (const what of ['inserted', 'changed', 'moved'])
        await runner.query(`drop trigger ${table}_${what} on ${table}`);
    for (const child of ['file', 'container'])
      for (const row of ['new', 'old']) await runner.query(`drop function note_${row}_${child}`);
    await runner.query('drop table container_changes');
  }
}

interface Children {
  readonly table: 'files' | 'containers';
  readonly child: 'file' | 'container';
  readonly parent: string;
  /** What the list shows of a child, or what tokens in it depend on. */
  readonly shown: string;
}

function notesOf({ table, child, parent, shown }: Children): string[] {
  const noteIn = (
    row: 'new' | 'old',
  ) => `create function note_${row}_${child}() returns trigger language plpgsql as $$
    begin
      insert into container_changes (tenant_id, container_id, child_id, changed_xid)
      values (${row}.tenant_id, ${row}.${parent}, ${row}.${child}_id, pg_current_xact_id())
      on conflict (tenant_id, container_id, child_id) do update set changed_xid = excluded.changed_xid;
      return null;
    end $$`;
  const trigger = (name: string, event: string, row: 'new' | 'old') => `create trigger ${table}_${name}
    after ${event} on ${table} for each row when (${row}.${parent} is not null) execute function note_${row}_${child}()`;
  return [
    noteIn('new'),
    noteIn('old'),
    trigger('inserted', 'insert', 'new'),
    trigger('changed', `update of ${shown}, ${parent}`, 'new'),
    trigger('moved', `update of ${parent}`, 'old'),
  ];
}

const UP = [
  // A child's own row is locked while its note is written, so the last to write a note is the last to commit. No foreign key: a
  // save must not wait for whoever changes the folder.
  `create table container_changes (
    tenant_id    uuid not null,
    container_id uuid not null,
    child_id     uuid not null,
    changed_xid  xid8 not null,
    primary key (tenant_id, container_id, child_id)
  ) with (fillfactor = 80)`,
  `create index container_changes_xid on container_changes (tenant_id, container_id, changed_xid)`,
  ...notesOf({
    table: 'files',
    child: 'file',
    parent: 'container_id',
    shown: 'name, version, size, modified_at, deleted_at, tokens_valid_from',
  }),
  ...notesOf({
    table: 'containers',
    child: 'container',
    parent: 'parent_id',
    shown: 'name, deleted_at, tokens_valid_from',
  }),
];
