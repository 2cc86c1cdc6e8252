import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The keys that the proxy signs proofs of its own with. */
export class ProxyProofKeys1764207000000 implements MigrationInterface {
  name = 'ProxyProofKeys1764207000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table signing_keys drop constraint signing_keys_purpose_check, add constraint signing_keys_purpose_check
      check (purpose in ('access-token', 'proxy-assertion', 'proxy-proof'))`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`delete from signing_keys where purpose = 'proxy-proof'`);
    await runner.query(`alter table signing_keys drop constraint signing_keys_purpose_check, add constraint signing_keys_purpose_check
      check (purpose in ('access-token', 'proxy-assertion'))`);
  }
}
