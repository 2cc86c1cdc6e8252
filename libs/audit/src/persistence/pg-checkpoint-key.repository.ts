import { Injectable } from '@nestjs/common';
import { Db } from '#database';
import { type CheckpointKey, CheckpointKeyRepository } from '../chain/checkpoint-key.repository.js';

const ALL = `
  select key_id as "keyId", public_key as "publicKey", encrypted_secret as "sealedKey"
  from signing_keys where purpose = 'audit-checkpoint' order by created_at, key_id`;

/** $1 key, $2 public key, $3 sealed private key. */
const ADD = `
  insert into signing_keys (key_id, purpose, public_key, encrypted_secret, signs_until, verifies_until)
  values ($1, 'audit-checkpoint', $2, $3, 'infinity', 'infinity')`;

@Injectable()
export class PgCheckpointKeyRepository extends CheckpointKeyRepository {
  constructor(private readonly db: Db) {
    super();
  }

  all(): Promise<CheckpointKey[]> {
    return this.db.query(ALL);
  }

  async add({ keyId, publicKey, sealedKey }: CheckpointKey): Promise<void> {
    await this.db.query(ADD, [keyId, publicKey, sealedKey]);
  }
}
