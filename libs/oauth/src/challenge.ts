import { Inject, Injectable } from '@nestjs/common';
import { AuthorizationServer } from './authorization-server.js';
import { OAUTH_OPTIONS, type OAuthOptions } from './oauth-options.js';

/**
 * The value of WWW-Authenticate by which Office finds the sign-in (page rest/bootstrapper/bootstrap, "WWW-Authenticate response
 * header format"): parameters in double quotes, separated by commas, nothing after the last.
 */
@Injectable()
export class BootstrapChallenge {
  readonly value: string;

  constructor(server: AuthorizationServer, @Inject(OAUTH_OPTIONS) { providerId, urlSchemes }: OAuthOptions) {
    const parameters = {
      authorization_uri: server.authorizationUrl,
      tokenIssuance_uri: server.tokenUrl,
      providerId,
      UrlSchemes: urlSchemes && encodeURIComponent(JSON.stringify(urlSchemes)),
    };
    const known = Object.entries(parameters).filter(([, value]) => value !== undefined);
    this.value = `Bearer ${known.map(([name, value]) => `${name}="${value}"`).join(',')}`;
  }
}
