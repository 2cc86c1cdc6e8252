import { type DynamicModule, Module } from '@nestjs/common';
import { AuthorizationServer } from './authorization-server.js';
import { BearerTokens } from './bearer-tokens.js';
import { BootstrapChallenge } from './challenge.js';
import { ForgetExpired } from './forget-expired.js';
import { GrantsModule } from './grants.module.js';
import { OAUTH_OPTIONS, type OAuthOptions } from './oauth-options.js';
import { oidcLibrary } from './oidc-library.js';
import { OAuthRecordRepository } from './persistence/oauth-record.repository.js';

/** How native apps are let in. Needs `DatabaseModule`. */
@Module({})
export class OAuthModule {
  static forRoot(options: OAuthOptions): DynamicModule {
    return {
      module: OAuthModule,
      global: true,
      imports: [GrantsModule],
      providers: [
        { provide: OAUTH_OPTIONS, useValue: Object.freeze({ ...options }) },
        AuthorizationServer,
        BearerTokens,
        BootstrapChallenge,
        ForgetExpired,
        OAuthRecordRepository,
        oidcLibrary,
      ],
      exports: [AuthorizationServer, BearerTokens, BootstrapChallenge, GrantsModule],
    };
  }
}
