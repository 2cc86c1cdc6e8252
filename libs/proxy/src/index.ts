export type { ProxyOptions, UpstreamLimits } from './proxy-options.js';
export { ProxyModule } from './proxy.module.js';
export type { TrafficLimits } from './traffic/traffic-limits.js';
export { ASSERTION_KEYS_PATH, WopiProxy } from './wopi-proxy.js';
