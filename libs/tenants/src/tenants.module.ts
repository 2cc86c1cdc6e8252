import { type DynamicModule, Module } from '@nestjs/common';
import { Sealer } from '#database';
import { Entitlements } from './entitlements.js';
import { FINGERPRINT_SECRET, FormerKeys } from './former-keys.js';
import { EntitlementRepository } from './persistence/entitlement.repository.js';
import { FormerKeyRepository } from './persistence/former-key.repository.js';
import { PgTenantsRepository } from './persistence/pg-tenants.repository.js';
import { ServedTenantsRepository } from './persistence/served-tenants.repository.js';
import { UsageRepository } from './persistence/usage.repository.js';
import { ProxyRegistry } from './proxy-registry.js';
import { ProxyUse, PSEUDONYM_SECRET } from './proxy-use.js';
import { SubscriptionsService } from './subscriptions.service.js';
import { TenantsRepository } from './tenants.repository.js';
import { TenantsService } from './tenants.service.js';

export interface TenantsOptions {
  /** Seals the secrets of proxy keys, and makes pseudonyms of users; the same in every process. */
  readonly encryptionKey: string;
}

/** Needs `DatabaseModule`. Offers its services, and {@link ProxyRegistry}, which whoever reads it starts. */
@Module({})
export class TenantsModule {
  static forRoot({ encryptionKey }: TenantsOptions): DynamicModule {
    return {
      module: TenantsModule,
      global: true,
      providers: [
        Entitlements,
        EntitlementRepository,
        FormerKeyRepository,
        FormerKeys,
        TenantsService,
        SubscriptionsService,
        ProxyRegistry,
        ProxyUse,
        ServedTenantsRepository,
        UsageRepository,
        { provide: TenantsRepository, useClass: PgTenantsRepository },
        { provide: Sealer, useFactory: () => new Sealer(encryptionKey) },
        { provide: PSEUDONYM_SECRET, useValue: encryptionKey },
        { provide: FINGERPRINT_SECRET, useValue: encryptionKey },
      ],
      exports: [Entitlements, TenantsService, SubscriptionsService, ProxyRegistry, ProxyUse],
    };
  }
}
