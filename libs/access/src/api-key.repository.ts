import type { Companion } from '#database';
import type { ApiKey, KeySecret } from './api-key.js';
import type { Permission } from './permission.js';
import type { Role } from './role.js';

/** A key about to be written. */
export interface NewApiKey {
  readonly name: string;
  readonly role: Role;
  readonly permissions: readonly Permission[] | undefined;
  readonly tenantId: string | undefined;
  readonly userId: string | undefined;
  readonly expiresAt: Date | undefined;
  /** Id of the principal that made it. */
  readonly createdBy: string;
}

/** Whose key it is to be, and as what. */
export interface PersonalKeyWish {
  readonly tenantId: string;
  readonly userId: string;
  readonly role: Role;
}

/** The port to the API keys of all tenants. */
export abstract class ApiKeyRepository {
  abstract add(key: NewApiKey, secret: KeySecret, companion?: Companion): Promise<ApiKey>;
  /** Undefined where no group of the person gives him the role. */
  abstract addByGroups(
    wish: PersonalKeyWish,
    secret: KeySecret,
    companion?: Companion,
  ): Promise<ApiKey | undefined>;
  /** Notes the use. Undefined when the key is unknown, expired or revoked, its person disabled or no longer of its role. */
  abstract use(secret: Pick<KeySecret, 'prefix' | 'sha256'>): Promise<ApiKey | undefined>;
  /** Undefined when there is none, within the tenant where one is given. */
  abstract find(id: string, tenantId: string | undefined): Promise<ApiKey | undefined>;
  /** Undefined when there is none that could be revoked, within the tenant where one is given. */
  abstract revoke(
    id: string,
    tenantId: string | undefined,
    companion?: Companion,
  ): Promise<ApiKey | undefined>;
}
