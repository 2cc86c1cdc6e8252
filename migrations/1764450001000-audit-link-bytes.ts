import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * `audit_links` for digests one behind the other, as rows are gathered by days: an array of them would be made for it alone.
 * The one that takes an array stays for processes of the version before.
 */
export class AuditLinkBytes1764450001000 implements MigrationInterface {
  name = 'AuditLinkBytes1764450001000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create function audit_links(before bytea, digests bytea) returns bytea
      language plpgsql immutable strict parallel safe as $$
      declare
        link bytea := before;
        links bytea[] := '{}';
      begin
        for place in 1 .. length(digests) by 32 loop
          link := sha256(link || substr(digests, place, 32));
          links := array_append(links, link);
        end loop;
        return (select string_agg(one, '' order by n) from unnest(links) with ordinality as made (one, n));
      end $$`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop function audit_links(bytea, bytea)');
  }
}
