import { Injectable } from '@nestjs/common';
import { type Companion, Db, violatedConstraint } from '#database';
import { ExternalAccountRepository } from '../external-account.repository.js';
import type { ExternalPerson } from '../openid/claims.js';
import type { User } from '../user.js';
import { toUser, type UserRow } from '../user.repository.js';
import { ADD_RECOGNISED, RECOGNISE } from './external-account.sql.js';

@Injectable()
export class PgExternalAccountRepository extends ExternalAccountRepository {
  constructor(private readonly db: Db) {
    super();
  }

  async recognise(
    tenantId: string,
    { issuer, subject, displayName, email }: ExternalPerson,
  ): Promise<User | undefined> {
    const values = [tenantId, issuer, subject, displayName ?? null, email ?? null];
    const [row] = await this.db.query<UserRow>(RECOGNISE, values);
    return row && toUser(row);
  }

  async add(
    tenantId: string,
    { issuer, subject, login, displayName, email }: ExternalPerson,
    companion: Companion,
  ): Promise<User | undefined> {
    const values = [tenantId, issuer, subject, login, displayName ?? null, email ?? null];
    try {
      const [row] = await this.db.change<UserRow>(ADD_RECOGNISED, values, companion);
      return row && toUser(row);
    } catch (error) {
      // Somebody else has just bound the subject, under another login.
      if (violatedConstraint(error) === 'user_identities_pkey') return undefined;
      throw error;
    }
  }
}
