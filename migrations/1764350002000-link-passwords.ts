import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Passwords of share links. */
export class LinkPasswords1764350002000 implements MigrationInterface {
  name = 'LinkPasswords1764350002000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table share_links add column password_hash text');
  }

  /** A link that asked for a password opens nothing rather than everything. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `update share_links set revoked_at = now() where password_hash is not null and revoked_at is null`,
    );
    await runner.query(
      `update sessions s set revoked_at = now() from share_links k
       where k.tenant_id = s.tenant_id and k.link_id = s.share_link_id and k.password_hash is not null
         and s.revoked_at is null`,
    );
    await runner.query('alter table share_links drop column password_hash');
  }
}
