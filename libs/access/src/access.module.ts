import { type DynamicModule, Global, Module } from '@nestjs/common';
import { ACCESS_OPTIONS, type AccessOptions } from './access-options.js';
import { ApiKeyRepository } from './api-key.repository.js';
import { ApiKeys } from './api-keys.service.js';
import { PgApiKeyRepository } from './persistence/pg-api-key.repository.js';

/** Who may do what at the admin API. Needs `DatabaseModule`. */
@Global()
@Module({})
export class AccessModule {
  static forRoot(options: AccessOptions): DynamicModule {
    return {
      module: AccessModule,
      providers: [
        { provide: ACCESS_OPTIONS, useValue: Object.freeze({ ...options }) },
        { provide: ApiKeyRepository, useClass: PgApiKeyRepository },
        ApiKeys,
      ],
      exports: [ApiKeys],
    };
  }
}
