import { type DynamicModule, Module } from '@nestjs/common';
import { AuthorizationServer } from './authorization-server.js';
import { BearerTokens } from './bearer-tokens.js';
import { BootstrapChallenge } from './challenge.js';
import { Connections } from './connections.js';
import { ForgetExpired } from './forget-expired.js';
import { OAUTH_OPTIONS, type OAuthOptions } from './oauth-options.js';
import { OAuthRecordRepository } from './persistence/oauth-record.repository.js';

/** How native apps are let in. Needs `DatabaseModule`. */
@Module({})
export class OAuthModule {
  static forRoot(options: OAuthOptions): DynamicModule {
    return {
      module: OAuthModule,
      global: true,
      providers: [
        { provide: OAUTH_OPTIONS, useValue: Object.freeze({ ...options }) },
        AuthorizationServer,
        BearerTokens,
        BootstrapChallenge,
        Connections,
        ForgetExpired,
        OAuthRecordRepository,
      ],
      exports: [AuthorizationServer, BearerTokens, BootstrapChallenge, Connections],
    };
  }
}
