export { ScimApiModule } from './scim-api.module.js';
export type { ScimOptions } from './scim-options.js';
