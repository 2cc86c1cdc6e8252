import { type DynamicModule, Module } from '@nestjs/common';
import { AccessModule } from '#access';
import { AdminApiModule } from '#admin-api';
import { AuditModule } from '#audit';
import type { Config } from '#config';
import { DatabaseModule, hasPendingMigrations } from '#database';
import { DiscoveryModule } from '#discovery';
import { FilesModule } from '#files';
import { IdentityModule } from '#identity';
import { JobsModule } from '#jobs';
import { ObservabilityModule } from '#observability';
import { OnboardingModule } from '#onboarding';
import { OutgoingModule } from '#outgoing';
import { ScimApiModule } from '#scim-api';
import { FsStorageModule } from '#storage-fs';
import { DEFAULT_TENANT_ID, TenantsModule } from '#tenants';
import { TokensModule } from '#tokens';
import { WebhooksModule } from '#webhooks';
import { MIGRATIONS } from '../../../migrations/index.js';

const MIB = 1024 * 1024;

/** The admin process: the parts it needs, each with its options. */
@Module({})
export class AdminModule {
  static forRoot(config: Config, databaseUrl: string): DynamicModule {
    const encryptionKey = config.encryptionKey.reveal();
    const { hostUrl, portalUrl, proxyUrl, route, blobDir, auditPush } = config;
    const behindProxy = config.behindProxy && {
      ...config.behindProxy,
      secret: config.behindProxy.secret.reveal(),
    };
    const tenantId = DEFAULT_TENANT_ID;
    const maxFileBytes = config.MAX_FILE_MIB * MIB;
    const statementSeconds = config.DATABASE_STATEMENT_SECONDS;
    return {
      module: AdminModule,
      imports: [
        DatabaseModule.forRoot({
          url: databaseUrl,
          applicationName: 'admin',
          poolSize: config.DATABASE_POOL_SIZE,
          statementSeconds,
        }),
        ObservabilityModule.forRoot({ process: 'admin', settings: config.settings }),
        AuditModule.forRoot({
          process: 'admin',
          chain: { encryptionKey, tenantId, monthsKept: config.AUDIT_MONTHS },
          push: auditPush && {
            url: auditPush.url,
            token: auditPush.token?.reveal(),
            secret: auditPush.secret?.reveal(),
          },
        }),
        OutgoingModule.forRoot({ userAgent: 'wopi-gateway' }),
        DiscoveryModule.forRoot({ clients: config.WOPI_CLIENTS }),
        AccessModule.forRoot({ tenantId, installationKey: config.adminApiKey.reveal() }),
        IdentityModule.forRoot({
          tenantId,
          portalOrigin: portalUrl,
          secureCookies: portalUrl.startsWith('https:'),
        }),
        TokensModule.forRoot({ encryptionKey, lifeSeconds: config.ACCESS_TOKEN_HOURS * 3600 }),
        FsStorageModule.forRoot({ root: blobDir }),
        FilesModule.forRoot({
          tenantId,
          hostUrl,
          portalUrl,
          behindProxy,
          route,
          maxFileBytes,
        }),
        JobsModule.forRoot({ databaseUrl, statementSeconds, tenantId }),
        OnboardingModule.forRoot({ proxyUrl }),
        WebhooksModule.forRoot({ encryptionKey }),
        ScimApiModule.forRoot({ tenantId, baseUrl: config.scimUrl }),
        AdminApiModule.forRoot({
          imports: [TenantsModule.forRoot({ encryptionKey })],
          tenantId,
          encryptionKey,
          doctor: {
            publicUrls: { host: hostUrl, portal: portalUrl, proxy: proxyUrl },
            largestBodies: { host: maxFileBytes, proxy: config.PROXY_MAX_FILE_MIB * MIB },
            blobDir,
            pendingMigrations: () => hasPendingMigrations(databaseUrl, MIGRATIONS),
            proof: config.WOPI_PROOF,
          },
        }),
      ],
    };
  }
}
