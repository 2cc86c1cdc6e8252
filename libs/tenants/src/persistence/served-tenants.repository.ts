import { Injectable } from '@nestjs/common';
import { Db } from '#database';
import type { Instance } from '../instance.js';
import type { Tenant } from '../tenant.js';
import type { SealedKey } from '../tenants.repository.js';
import { readDialect } from './dialect-text.js';
import { INSTANCES_TO_SERVE } from './instances.sql.js';
import { KEYS_TO_SERVE } from './proxy-keys.sql.js';
import { REVISIONS, TENANTS_TO_SERVE } from './tenants.sql.js';

/** A tenant's row as the proxy follows it. */
export interface FollowedTenant extends Tenant {
  /** Counts its changes, and those of its instances and keys. */
  readonly revision: string;
  /** Until the dates change the state; null: never. */
  readonly changesInMs: number | null;
}

/** All that the proxy has to know of some tenants. */
export interface ServedTenants {
  readonly tenants: readonly FollowedTenant[];
  readonly instances: readonly Instance[];
  readonly keys: readonly SealedKey[];
}

type InstanceRow = Omit<Instance, 'dialect'> & { readonly dialect: string | null };

/** What the proxy's registry reads. */
@Injectable()
export class ServedTenantsRepository {
  constructor(private readonly db: Db) {}

  /** The revision of every tenant by its id. */
  async revisions(): Promise<Map<string, string>> {
    const rows = await this.db.query<{ tenantId: string; revision: string }>(REVISIONS);
    return new Map(rows.map(({ tenantId, revision }) => [tenantId, revision]));
  }

  /** The revisions are read first: whatever changes meanwhile is told, or found, once more. */
  async read(tenantIds: readonly string[]): Promise<ServedTenants> {
    const tenants = await this.db.query<FollowedTenant>(TENANTS_TO_SERVE, [tenantIds]);
    const instances = await this.db.query<InstanceRow>(INSTANCES_TO_SERVE, [tenantIds]);
    const keys = await this.db.query<SealedKey>(KEYS_TO_SERVE, [tenantIds]);
    return {
      tenants,
      instances: instances.map((row) => ({ ...row, dialect: readDialect(row.dialect) })),
      keys,
    };
  }
}
