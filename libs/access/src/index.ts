export { AccessError, type AccessErrorCode } from './access-error.js';
export { AccessModule } from './access.module.js';
export type { AccessOptions } from './access-options.js';
export type { ApiKey } from './api-key.js';
export type { PersonalKeyWish } from './api-key.repository.js';
export { ApiKeys, type ApiKeyWish, type IssuedApiKey } from './api-keys.service.js';
export { isPermission, type Permission, PERMISSIONS } from './permission.js';
export { INSTALLATION, mayGrant, type Principal } from './principal.js';
export { INSTALLATION_ROLES, type Role, ROLE_NAMES, ROLES } from './role.js';
