import { type DynamicModule, Module } from '@nestjs/common';
import { Sealer } from '#database';
import { PgTenantsRepository } from './persistence/pg-tenants.repository.js';
import { ProxyRegistry } from './proxy-registry.js';
import { TenantsRepository } from './tenants.repository.js';
import { TenantsService } from './tenants.service.js';

export interface TenantsOptions {
  /** Seals the secrets of proxy keys; the same in every process. */
  readonly encryptionKey: string;
}

/** Needs `DatabaseModule`. Offers {@link TenantsService} and {@link ProxyRegistry}, which whoever reads it starts. */
@Module({})
export class TenantsModule {
  static forRoot({ encryptionKey }: TenantsOptions): DynamicModule {
    return {
      module: TenantsModule,
      global: true,
      providers: [
        TenantsService,
        ProxyRegistry,
        { provide: TenantsRepository, useClass: PgTenantsRepository },
        { provide: Sealer, useFactory: () => new Sealer(encryptionKey) },
      ],
      exports: [TenantsService, ProxyRegistry],
    };
  }
}
