import { type DynamicModule, Module } from '@nestjs/common';
import { AccessTokenVerifier } from './access-token-verifier.js';
import { DerivedTokenVerifier } from './derived-token-verifier.js';
import { ForgetOld } from './forget-old.js';
import { KeyRing } from './key-ring.js';
import { SessionRepository } from './persistence/session.repository.js';
import { SigningKeyRepository } from './persistence/signing-key.repository.js';
import { SessionOrigins } from './session-origins.js';
import { Sessions } from './sessions.js';
import { TOKEN_OPTIONS, type TokenOptions } from './token-options.js';

@Module({})
export class TokensModule {
  static forRoot(options: TokenOptions): DynamicModule {
    return {
      module: TokensModule,
      global: true,
      providers: [
        { provide: TOKEN_OPTIONS, useValue: options },
        AccessTokenVerifier,
        DerivedTokenVerifier,
        ForgetOld,
        KeyRing,
        SessionOrigins,
        Sessions,
        SessionRepository,
        SigningKeyRepository,
      ],
      exports: [AccessTokenVerifier, KeyRing, Sessions],
    };
  }
}
