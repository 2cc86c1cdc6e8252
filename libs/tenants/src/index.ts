export type { EntitlementStatement, NewStatement } from './entitlement-statement.js';
export { Entitlements, STATEMENT_MAX_BYTES, STATEMENT_TYPES } from './entitlements.js';
export { normaliseFilesUrl } from './files-url.js';
export {
  INSTANCE_PRODUCTS,
  type Instance,
  type InstanceChange,
  type InstanceProduct,
  type InstanceSettings,
} from './instance.js';
export {
  type IssuedKey,
  KEY_MIN_BYTES,
  KEY_PURPOSES,
  type KeyPurpose,
  type ProxyKey,
  type ProxyKeyState,
  type Rotation,
} from './proxy-key.js';
export { type ProxyRoute, ProxyRegistry, type RegisteredKey } from './proxy-registry.js';
export { type ProxySession, ProxyUse } from './proxy-use.js';
export { SubscriptionsService } from './subscriptions.service.js';
export {
  DEFAULT_TENANT_ID,
  type Tenant,
  type TenantChange,
  type TenantContact,
  type TenantFacts,
  type TenantLimits,
  type TenantPlan,
  type TenantPolicy,
  type TenantState,
  type TenantUsage,
} from './tenant.js';
/** Selects of all tenants, and of one's instances and keys, for those who list them in pages. */
export { INSTANCES_OF } from './persistence/instances.sql.js';
export { LIST_KEYS } from './persistence/proxy-keys.sql.js';
export { TENANTS } from './persistence/tenants.sql.js';
export { readDialect } from './persistence/dialect-text.js';
export { TenantError, type TenantErrorCode } from './tenant-error.js';
export { TenantsModule, type TenantsOptions } from './tenants.module.js';
export { TenantsService } from './tenants.service.js';
