import { Injectable } from '@nestjs/common';
import { type Companion, Db } from '#database';
import { PasswordRepository } from '../passwords/password.repository.js';
import { GIVE_FIRST, REPLACE } from './password.sql.js';

@Injectable()
export class PgPasswordRepository extends PasswordRepository {
  constructor(private readonly db: Db) {
    super();
  }

  async giveFirst(
    tenantId: string,
    userId: string,
    { hash, hours }: { hash: string; hours: number },
    companion?: Companion,
  ): Promise<Date | undefined> {
    const values = [tenantId, userId, hash, hours];
    return (await this.db.change<{ until: Date }>(GIVE_FIRST, values, companion))[0]?.until;
  }

  async replace(
    tenantId: string,
    userId: string,
    { oldHash, newHash }: { oldHash: string; newHash: string },
    companion?: Companion,
  ): Promise<boolean> {
    return (await this.db.change(REPLACE, [tenantId, userId, newHash, oldHash], companion)).length > 0;
  }
}
