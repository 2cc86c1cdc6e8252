import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The links of a tenant's chain, by the rule of `link` in `chain.ts`, made where the rows are: handing their digests to a process and
 * taking its blocks back cost as much again as everything else about sealing. Neither ids nor hashes become less by compression.
 */
export class AuditLinks1764440001000 implements MigrationInterface {
  name = 'AuditLinks1764440001000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create function audit_links(before bytea, digests bytea[]) returns bytea
      language plpgsql immutable strict parallel safe as $$
      declare
        link bytea := before;
        links bytea[] := '{}';
        digest bytea;
      begin
        foreach digest in array digests loop
          link := sha256(link || digest);
          links := array_append(links, link);
        end loop;
        return (select string_agg(one, '' order by n) from unnest(links) with ordinality as made (one, n));
      end $$`);
    await runner.query(
      'alter table audit_blocks alter audit_ids set storage external, alter hashes set storage external',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'alter table audit_blocks alter audit_ids set storage extended, alter hashes set storage extended',
    );
    await runner.query('drop function audit_links');
  }
}
