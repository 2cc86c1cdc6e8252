export { AuthorizationServer, type PendingRequest } from './authorization-server.js';
export { BearerTokens } from './bearer-tokens.js';
export { BootstrapChallenge } from './challenge.js';
export { Connections } from './connections.js';
export type { Bearer, Connection } from './grant.js';
export { CONSENT_PATH, OAUTH_PATH, type OAuthClient, type OAuthOptions } from './oauth-options.js';
export { OAuthModule } from './oauth.module.js';
