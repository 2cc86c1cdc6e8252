import { generateKeyPairSync } from 'node:crypto';
import type { ClientMetadata, Configuration, JWK } from 'oidc-provider';
import { CONSENT_PATH, type OAuthClient, SCOPE } from './oauth-options.js';

const DAY = 24 * 3600;

/** A phone stays signed in while it is used once in three months, and is asked again after a year. */
const LIFE = {
  Interaction: 15 * 60,
  Session: 15 * 60,
  AuthorizationCode: 60,
  AccessToken: 3600,
  RefreshToken: 90 * DAY,
  Grant: 365 * DAY,
};

/** What the server knows of the people and of the rows. */
export type ProviderPorts = Required<Pick<Configuration, 'adapter' | 'findAccount' | 'renderError'>>;

/** OAuth 2 and nothing more: codes, opaque tokens and their revocation, for the clients that are configured. */
export function providerConfiguration(clients: readonly OAuthClient[], ports: ProviderPorts): Configuration {
  return {
    ...ports,
    clients: clients.map(metadataOf),
    scopes: [SCOPE],
    responseTypes: ['code'],
    ttl: LIFE,
    // Also for apps with a secret, which the library would else let keep theirs to its end.
    rotateRefreshToken: true,
    issueRefreshToken: async (_context, client) => client.grantTypeAllowed('refresh_token'),
    // The portal's session may end; what was granted stays until it is taken back.
    expiresWithSession: async () => false,
    clientBasedCORS: () => false,
    interactions: { url: (_context, interaction) => `${CONSENT_PATH}/${interaction.uid}` },
    cookies: { short: { httpOnly: true, sameSite: 'lax', signed: false }, long: { signed: false } },
    routes: { authorization: '/authorize', token: '/token', revocation: '/revoke' },
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: { enabled: false },
      userinfo: { enabled: false },
      revocation: {
        enabled: true,
        allowedPolicy: async (_context, client, token) => token.clientId === client.clientId,
      },
    },
    // The library wants a key for id tokens. None is ever issued, so it signs nothing and lives as long as the process.
    jwks: {
      keys: [generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' }) as JWK],
    },
  };
}

function metadataOf({ id, redirectUris, secret }: OAuthClient): ClientMetadata {
  const ofTheWeb = redirectUris.every((uri) => /^https?:/.test(uri));
  return {
    client_id: id,
    redirect_uris: [...redirectUris],
    application_type: ofTheWeb ? 'web' : 'native',
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code'],
    id_token_signed_response_alg: 'ES256',
    ...(secret === undefined
      ? { token_endpoint_auth_method: 'none' }
      : { token_endpoint_auth_method: 'client_secret_post', client_secret: secret }),
  };
}
