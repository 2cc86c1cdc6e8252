export { ScimApiModule } from './scim-api.module.js';
/** Goes behind whatever reads bodies below /scim. */
export { scimErrors } from './scim-error.filter.js';
export type { ScimOptions } from './scim-options.js';
