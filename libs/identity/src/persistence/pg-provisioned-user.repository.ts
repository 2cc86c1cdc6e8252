import { Injectable } from '@nestjs/common';
import { type Companion, Db, violatedConstraint } from '#database';
import { IdentityError } from '../identity-error.js';
import type {
  Found,
  ProvisionedUser,
  Slice,
  UserFilter,
  UserState,
} from '../provisioning/provisioned-user.js';
import { ProvisionedUserRepository } from '../provisioning/provisioned-user.repository.js';
import * as sql from './provisioned-user.sql.js';

type Row = Omit<ProvisionedUser, 'externalId' | 'email'> & {
  readonly externalId: string | null;
  readonly email: string | null;
};

@Injectable()
export class PgProvisionedUserRepository extends ProvisionedUserRepository {
  constructor(private readonly db: Db) {
    super();
  }

  async list(
    tenantId: string,
    { id, login, externalId, email, active }: UserFilter,
    { offset, limit }: Slice,
  ): Promise<Found<ProvisionedUser>> {
    const values = [tenantId, id, login, externalId, email, active].map((value) => value ?? null);
    const [count] = await this.db.query<{ total: number }>(sql.COUNT, values);
    const rows = limit === 0 ? [] : await this.db.query<Row>(sql.LIST, [...values, offset, limit]);
    return { total: count!.total, rows: rows.map(toUser) };
  }

  async lock(tenantId: string, userId: string): Promise<ProvisionedUser | undefined> {
    const [row] = await this.db.query<Row>(sql.LOCK, [tenantId, userId]);
    return row && toUser(row);
  }

  async add(tenantId: string, state: UserState, companion?: Companion): Promise<ProvisionedUser> {
    const [row] = await untaken(() =>
      this.db.change<Row>(sql.ADD, [tenantId, ...valuesOf(state)], companion),
    );
    if (!row) throw taken();
    return toUser(row);
  }

  async change(
    tenantId: string,
    userId: string,
    state: UserState,
    companion?: Companion,
  ): Promise<ProvisionedUser> {
    const values = [tenantId, userId, ...valuesOf(state)];
    const [row] = await untaken(() => this.db.change<Row>(sql.CHANGE, values, companion));
    return toUser(row!);
  }

  async remove(tenantId: string, userId: string, companion?: Companion): Promise<void> {
    await this.db.change(sql.REMOVE, [tenantId, userId], companion);
  }
}

const valuesOf = ({ login, displayName, externalId, email, active }: UserState) => [
  login,
  displayName,
  externalId ?? null,
  email ?? null,
  active,
];

const toUser = ({ externalId, email, ...row }: Row): ProvisionedUser => ({
  ...row,
  externalId: externalId ?? undefined,
  email: email ?? undefined,
});

/** @throws IdentityError `login_taken` */
async function untaken<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const constraint = violatedConstraint(error) ?? '';
    if (constraint === 'users_external_id_key' || constraint === 'users_tenant_id_login_key') throw taken();
    throw error;
  }
}

const taken = () =>
  new IdentityError('login_taken', 'There is an account of this login or external id already.');
