import { Injectable } from '@nestjs/common';
import { type Companion, Db } from '#database';
import type { NewUser, User, UserChange } from '../user.js';
import { type Credentials, toUser, UserRepository, type UserRow } from '../user.repository.js';
import {
  ADD,
  CHANGE,
  ENSURE_ADMINISTRATOR,
  ENSURE_MEMBER,
  FIND_BY_ID,
  FIND_BY_LOGIN,
  LOCK_BY_ID,
} from './user.sql.js';

type CredentialsRow = UserRow & { readonly password_hash: string | null; readonly expired: boolean };

@Injectable()
export class PgUserRepository extends UserRepository {
  constructor(private readonly db: Db) {
    super();
  }

  async findByLogin(tenantId: string, login: string): Promise<User | undefined> {
    return (await this.findCredentials(tenantId, login))?.user;
  }

  async findById(tenantId: string, userId: string): Promise<User | undefined> {
    const [row] = await this.db.query<UserRow>(FIND_BY_ID, [tenantId, userId]);
    return row && toUser(row);
  }

  async findCredentials(tenantId: string, login: string): Promise<Credentials | undefined> {
    const [row] = await this.db.query<CredentialsRow>(FIND_BY_LOGIN, [tenantId, login]);
    return row && { user: toUser(row), passwordHash: row.password_hash, expired: row.expired };
  }

  async ensureMember(tenantId: string, login: string, displayName: string | undefined): Promise<User> {
    const [row] = await this.db.query<UserRow>(ENSURE_MEMBER, [tenantId, login, displayName ?? null]);
    return toUser(row!);
  }

  async ensureAdministrator(tenantId: string, login: string, passwordHash: string): Promise<User> {
    const [row] = await this.db.query<UserRow>(ENSURE_ADMINISTRATOR, [tenantId, login, passwordHash]);
    return toUser(row!);
  }

  async add(
    tenantId: string,
    { login, displayName, role }: NewUser,
    companion?: Companion,
  ): Promise<User | undefined> {
    const values = [tenantId, login, displayName ?? login, role ?? 'member'];
    const [row] = await this.db.change<UserRow>(ADD, values, companion);
    return row && toUser(row);
  }

  async lockById(tenantId: string, userId: string): Promise<User | undefined> {
    const [row] = await this.db.query<UserRow>(LOCK_BY_ID, [tenantId, userId]);
    return row && toUser(row);
  }

  async change(
    tenantId: string,
    userId: string,
    { displayName, role, disabled }: UserChange,
    companion?: Companion,
  ): Promise<User | undefined> {
    const values = [tenantId, userId, displayName ?? null, role ?? null, disabled ?? null];
    const [row] = await this.db.change<UserRow>(CHANGE, values, companion);
    return row && toUser(row);
  }
}
