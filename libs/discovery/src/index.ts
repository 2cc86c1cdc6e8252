export { DiscoveryModule } from './discovery.module.js';
export type { DiscoveryOptions } from './discovery-options.js';
export { DiscoveryService } from './discovery.service.js';
export { DiscoveryUnavailable, UnknownClientError } from './errors.js';
export type { ClientStatus, FoundAction, RefreshReason, WopiClient, WopiProfile } from './wopi-client.js';
