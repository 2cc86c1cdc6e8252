export { dataDirectory, installationSecrets, type Secrets } from './installation.js';
export { type Config, loadConfig } from './load-config.js';
export type { OpenIdSettings } from './openid-settings.js';
export { Secret } from './secret.js';
export type { Setting } from './settings.js';
export type { TracingSettings } from './tracing-settings.js';
export {
  ConfigurationError,
  type Listen,
  type Variables,
  type WopiClientOptions,
  type WopiProfile,
} from './variables.js';
