export { normaliseFilesUrl } from './files-url.js';
export { type ProxyRoute, ProxyRegistry, type RegisteredKey } from './proxy-registry.js';
export {
  DEFAULT_TENANT_ID,
  type Instance,
  type InstanceProduct,
  type InstanceSettings,
  type IssuedKey,
  KEY_MIN_BYTES,
  type ProxyKey,
  type ProxyKeyState,
  type Tenant,
  type TenantContact,
  type TenantLimits,
  type TenantPlan,
  type TenantPolicy,
  type TenantState,
} from './tenant.js';
export { TenantError, type TenantErrorCode } from './tenant-error.js';
export { TenantsModule, type TenantsOptions } from './tenants.module.js';
export { TenantsService } from './tenants.service.js';
