export { AuthorizationServer, type PendingRequest } from './authorization-server.js';
export { BearerTokens } from './bearer-tokens.js';
export { BootstrapChallenge } from './challenge.js';
export type { Bearer, Connection, GrantFilter } from './grant.js';
export { Grants } from './grants.js';
export { GrantsModule } from './grants.module.js';
export { CONSENT_PATH, OAUTH_PATH, type OAuthClient, type OAuthOptions } from './oauth-options.js';
export { OAuthModule } from './oauth.module.js';
/** A select of a tenant's grants, for those who list them in pages. */
export { GRANTS } from './persistence/grants.sql.js';
