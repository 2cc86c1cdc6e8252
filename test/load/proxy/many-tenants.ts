import { randomBytes, randomUUID } from 'node:crypto';
import { Sealer } from '#database';
import type { Gateway } from '../../support/gateway.js';
import { BenchTenant } from './bench-tenant.js';

const TENANTS = `
  insert into tenants (tenant_id, name, plan)
  select id, 'bench ' || id, 'business' from unnest($1::uuid[]) as id`;
const INSTANCES = `
  insert into instances (tenant_id, files_url, private_network)
  select tenant, url, true from unnest($1::uuid[], $2::text[]) as row (tenant, url)`;
const KEYS = `
  insert into proxy_keys (tenant_id, key_id, encrypted_secret)
  select * from unnest($1::uuid[], $2::uuid[], $3::bytea[])`;
const REVOKE = `update proxy_keys set state = 'revoked' where key_id = $1`;

/** A key that was put into the database directly. */
export interface BenchKey {
  readonly keyId: string;
  readonly secret: Buffer;
}

/** Rows of so many tenants, each with one key and so many instances at one server, without asking the admin API for each. */
export async function addTenants(
  gateway: Gateway,
  server: URL,
  { tenants, instancesOfEach }: { readonly tenants: number; readonly instancesOfEach: number },
): Promise<{ readonly added: BenchTenant[]; readonly ids: readonly string[] }> {
  const ids = Array.from({ length: tenants }, () => randomUUID());
  const instances = ids.flatMap((id) =>
    Array.from({ length: instancesOfEach }, (_, n) => ({
      id,
      url: `${server.origin}/${id}/${n}/wopi/files/`,
    })),
  );
  await gateway.query(TENANTS, [ids]);
  await gateway.query(INSTANCES, [instances.map(({ id }) => id), instances.map(({ url }) => url)]);
  const keys = await addKeys(gateway, ids);
  const secretOf = new Map(ids.map((id, n) => [id, keys[n]!.secret]));
  return { ids, added: instances.map(({ id, url }) => new BenchTenant(gateway, url, secretOf.get(id)!)) };
}

/** One more key for each of these tenants. */
export async function addKeys(gateway: Gateway, tenantIds: readonly string[]): Promise<BenchKey[]> {
  const sealer = new Sealer(gateway.environment()['ENCRYPTION_KEY']!);
  const keys = tenantIds.map(() => ({ keyId: randomUUID(), secret: Buffer.from(randomBytes(32).toString('base64url')) })); // prettier-ignore
  const sealed = keys.map(({ keyId, secret }) => sealer.seal(secret, `proxy-key:${keyId}`));
  await gateway.query(KEYS, [tenantIds, keys.map(({ keyId }) => keyId), sealed]);
  return keys;
}

export async function revokeKey(gateway: Gateway, { keyId }: BenchKey): Promise<void> {
  await gateway.query(REVOKE, [keyId]);
}
