import { Injectable } from '@nestjs/common';
import { Db } from '#database';
import type { ProxiedFileIdDialect } from '#wopi-protocol';
import type { Instance, ProxyKey, ProxyKeyState, Tenant, TenantPlan, TenantState } from '../tenant.js';
import { type NewInstance, type SealedKey, TenantsRepository } from '../tenants.repository.js';
import * as sql from './tenants.sql.js';

type InstanceRow = Omit<Instance, 'dialect'> & { readonly dialect: string | null };

/** The repository on Postgres; every change tells the proxies through the tables' triggers. */
@Injectable()
export class PgTenantsRepository extends TenantsRepository {
  constructor(private readonly db: Db) {
    super();
  }

  async insertTenant(name: string, plan: TenantPlan): Promise<Tenant | undefined> {
    return (await this.db.query<Tenant>(sql.INSERT_TENANT, [name, plan]))[0];
  }

  tenants(): Promise<Tenant[]> {
    return this.db.query<Tenant>(sql.TENANTS);
  }

  async tenantById(tenantId: string): Promise<Tenant | undefined> {
    return (await this.db.query<Tenant>(sql.TENANT_BY_ID, [tenantId]))[0];
  }

  async tenantByName(name: string): Promise<Tenant | undefined> {
    return (await this.db.query<Tenant>(sql.TENANT_BY_NAME, [name]))[0];
  }

  async setTenantState(tenantId: string, state: TenantState): Promise<Tenant | undefined> {
    return (await this.db.query<Tenant>(sql.SET_TENANT_STATE, [tenantId, state]))[0];
  }

  async insertInstance(tenantId: string, instance: NewInstance): Promise<Instance | undefined> {
    const [row] = await this.db.query<InstanceRow>(sql.INSERT_INSTANCE, parameters(tenantId, instance));
    return row && fromRow(row);
  }

  async upsertInstance(tenantId: string, instance: NewInstance): Promise<Instance | undefined> {
    const [row] = await this.db.query<InstanceRow>(sql.UPSERT_INSTANCE, parameters(tenantId, instance));
    return row && fromRow(row);
  }

  async instances(tenantId?: string): Promise<Instance[]> {
    const rows =
      tenantId === undefined
        ? await this.db.query<InstanceRow>(sql.ALL_INSTANCES)
        : await this.db.query<InstanceRow>(sql.INSTANCES_OF, [tenantId]);
    return rows.map(fromRow);
  }

  async insertKey(tenantId: string, keyId: string, sealedSecret: Buffer): Promise<void> {
    await this.db.query(sql.INSERT_KEY, [tenantId, keyId, sealedSecret]);
  }

  keys(tenantId?: string): Promise<SealedKey[]> {
    if (tenantId === undefined) return this.db.query<SealedKey>(sql.ACCEPTED_KEYS);
    return this.db.query<SealedKey>(sql.KEYS_OF, [tenantId]);
  }

  async setKeyState(tenantId: string, keyId: string, state: ProxyKeyState): Promise<ProxyKey | undefined> {
    return (await this.db.query<ProxyKey>(sql.SET_KEY_STATE, [tenantId, keyId, state]))[0];
  }

  exclusively<T>(tenantId: string, work: () => Promise<T>): Promise<T> {
    return this.db.transaction(async () => {
      await this.db.query(sql.LOCK_TENANT, [tenantId]);
      return work();
    });
  }
}

function parameters(tenantId: string, instance: NewInstance): unknown[] {
  const { filesUrl, mode, privateNetwork, plainFileId, dialect } = instance;
  return [tenantId, filesUrl, mode, privateNetwork, plainFileId, dialect ? written(dialect) : null];
}

function fromRow(row: InstanceRow): Instance {
  return { ...row, dialect: row.dialect === null ? undefined : read(row.dialect) };
}

/** `alg,typ`, `typ,alg`, each with `;escaped` behind it where slashes are escaped. */
function written({ headerOrder, escapedSlashes }: ProxiedFileIdDialect): string {
  return escapedSlashes ? `${headerOrder};escaped` : headerOrder;
}

function read(text: string): ProxiedFileIdDialect {
  const [order, escaped] = text.split(';');
  return { headerOrder: order === 'typ,alg' ? 'typ,alg' : 'alg,typ', escapedSlashes: escaped === 'escaped' };
}
