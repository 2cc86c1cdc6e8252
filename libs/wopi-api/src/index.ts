export { proxyAsSigner } from './arrival.js';
export { WopiApiModule } from './wopi-api.module.js';
export type { WopiApiOptions } from './wopi-api-options.js';
