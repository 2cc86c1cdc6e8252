import { Injectable } from '@nestjs/common';
import { type Companion, Db } from '#database';
import {
  type Prover,
  SecondFactorRepository,
  type StoredSecondFactor,
} from '../second-factor/second-factor.repository.js';
import {
  BEGIN,
  CONFIRM,
  FIND,
  REMOVE,
  RENEW_RECOVERY_CODES,
  RESET,
  TAKE_CODE,
  TAKE_RECOVERY_CODE,
} from './second-factor.sql.js';

@Injectable()
export class PgSecondFactorRepository extends SecondFactorRepository {
  constructor(private readonly db: Db) {
    super();
  }

  async find(tenantId: string, userId: string): Promise<StoredSecondFactor | undefined> {
    return (await this.db.query<StoredSecondFactor>(FIND, [tenantId, userId]))[0];
  }

  begin(tenantId: string, userId: string, sealedSecret: Buffer): Promise<boolean> {
    return this.changed(BEGIN, [tenantId, userId, sealedSecret]);
  }

  confirm(
    tenantId: string,
    { userId, csrfToken }: Prover,
    proof: { step: number; sealedSecret: Buffer; recoveryHashes: readonly Buffer[] },
    companion?: Companion,
  ): Promise<boolean> {
    const { step, sealedSecret, recoveryHashes } = proof;
    return this.changed(
      CONFIRM,
      [tenantId, userId, step, csrfToken, sealedSecret, recoveryHashes],
      companion,
    );
  }

  takeCode(
    tenantId: string,
    { userId, csrfToken }: Prover,
    step: number,
    companion?: Companion,
  ): Promise<boolean> {
    return this.changed(TAKE_CODE, [tenantId, userId, step, csrfToken], companion);
  }

  takeRecoveryCode(
    tenantId: string,
    { userId, csrfToken }: Prover,
    hash: Buffer,
    companion?: Companion,
  ): Promise<boolean> {
    return this.changed(TAKE_RECOVERY_CODE, [tenantId, userId, hash, csrfToken], companion);
  }

  async renewRecoveryCodes(
    tenantId: string,
    userId: string,
    hashes: readonly Buffer[],
    companion?: Companion,
  ): Promise<boolean> {
    return this.changed(RENEW_RECOVERY_CODES, [tenantId, userId, hashes], companion);
  }

  remove(tenantId: string, userId: string, companion?: Companion): Promise<boolean> {
    return this.changed(REMOVE, [tenantId, userId], companion);
  }

  reset(tenantId: string, userId: string, companion?: Companion): Promise<boolean> {
    return this.changed(RESET, [tenantId, userId], companion);
  }

  private async changed(text: string, values: readonly unknown[], companion?: Companion): Promise<boolean> {
    return (await this.db.change(text, values, companion)).length > 0;
  }
}
