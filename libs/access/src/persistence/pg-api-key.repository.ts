import { Inject, Injectable } from '@nestjs/common';
import { type Companion, Db, violatedConstraint } from '#database';
import { AccessError } from '../access-error.js';
import { ACCESS_OPTIONS, type AccessOptions } from '../access-options.js';
import type { ApiKey, KeySecret } from '../api-key.js';
import { ApiKeyRepository, type NewApiKey, type PersonalKeyWish } from '../api-key.repository.js';
import { INSTALLATION_ROLES } from '../role.js';
import * as sql from './api-key.sql.js';

type Row = { readonly [Name in keyof ApiKey]: ApiKey[Name] | null };

/** What keys that people make for themselves are called. */
const PERSONAL = 'from the portal';

@Injectable()
export class PgApiKeyRepository extends ApiKeyRepository {
  constructor(
    private readonly db: Db,
    @Inject(ACCESS_OPTIONS) private readonly options: AccessOptions,
  ) {
    super();
  }

  async add(key: NewApiKey, secret: KeySecret, companion?: Companion): Promise<ApiKey> {
    const { name, role, permissions, tenantId, userId, expiresAt, createdBy } = key;
    const values = [
      tenantId ?? this.options.tenantId,
      tenantId === undefined,
      secret.prefix,
      secret.sha256,
      name,
      role,
      permissions ?? null,
      userId ?? null,
      expiresAt ?? null,
      createdBy,
    ];
    try {
      const [row] = await this.db.change<Row>(sql.ADD, values, companion);
      return toKey(row!);
    } catch (error) {
      if (violatedConstraint(error) !== 'api_keys_tenant_id_user_id_fkey') throw error;
      throw new AccessError('user_not_found', 'There is no such person in the tenant of the key.');
    }
  }

  async addByGroups(
    { tenantId, userId, role }: PersonalKeyWish,
    { prefix, sha256 }: KeySecret,
    companion?: Companion,
  ): Promise<ApiKey | undefined> {
    const everywhere = INSTALLATION_ROLES.has(role);
    const values = [tenantId, everywhere, prefix, sha256, PERSONAL, role, userId, `person:${userId}`];
    const [row] = await this.db.change<Row>(sql.ADD_BY_GROUPS, values, companion);
    return row && toKey(row);
  }

  async use({ prefix, sha256 }: Pick<KeySecret, 'prefix' | 'sha256'>): Promise<ApiKey | undefined> {
    const [row] = await this.db.query<Row>(sql.USE, [prefix, sha256]);
    return row && toKey(row);
  }

  async find(id: string, tenantId: string | undefined): Promise<ApiKey | undefined> {
    const [row] = await this.db.query<Row>(sql.FIND, [id, tenantId ?? null]);
    return row && toKey(row);
  }

  async revoke(id: string, tenantId: string | undefined, companion?: Companion): Promise<ApiKey | undefined> {
    const [row] = await this.db.change<Row>(sql.REVOKE, [id, tenantId ?? null], companion);
    return row && toKey(row);
  }
}

/** Null is how the database says undefined. */
function toKey(row: Row): ApiKey {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, value ?? undefined]),
  ) as unknown as ApiKey;
}
