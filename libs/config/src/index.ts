export { dataDirectory, installationSecrets, type Secrets } from './installation.js';
export { type Config, loadConfig, Secret } from './load-config.js';
export {
  ConfigurationError,
  type Listen,
  type Variables,
  type WopiClientOptions,
  type WopiProfile,
} from './variables.js';
