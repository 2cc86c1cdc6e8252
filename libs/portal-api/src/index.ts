export { messagePage } from './page.js';
export { PortalApiModule } from './portal-api.module.js';
export { portalHostOnly } from './portal-host-only.js';
export { type PortalOptions } from './portal-options.js';
