import { type DynamicModule, Module } from '@nestjs/common';
import { AccessModule } from '#access';
import { AuditModule } from '#audit';
import type { Config } from '#config';
import { DatabaseModule } from '#database';
import { DiscoveryModule } from '#discovery';
import { FilesModule } from '#files';
import { IdentityModule, type OpenIdOptions } from '#identity';
import { OAuthModule } from '#oauth';
import { ObservabilityModule } from '#observability';
import { OutgoingModule } from '#outgoing';
import { messagePage, PortalApiModule } from '#portal-api';
import { FsStorageModule } from '#storage-fs';
import { DEFAULT_TENANT_ID } from '#tenants';
import { TokensModule } from '#tokens';
import { proxyAsSigner, WopiApiModule } from '#wopi-api';

const MIB = 1024 * 1024;

/** WOPI endpoints and portal over one database and one blob directory. */
@Module({})
export class HostModule {
  /** @param webRoot folder of the portal's built pages */
  static forRoot(config: Config, databaseUrl: string, webRoot: string): DynamicModule {
    const { hostUrl, portalUrl, route, WOPI_CLIENTS: clients } = config;
    const tenantId = DEFAULT_TENANT_ID;
    const maxFileBytes = config.MAX_FILE_MIB * MIB;
    const behindProxy = config.behindProxy && {
      ...config.behindProxy,
      secret: config.behindProxy.secret.reveal(),
    };
    const profileOf = (name: string) =>
      clients.find((client) => client.name === name)?.profile ?? 'microsoft365';
    const nativeApps = config.bootstrapClients.length > 0;
    return {
      module: HostModule,
      imports: [
        DatabaseModule.forRoot({
          url: databaseUrl,
          applicationName: 'host',
          poolSize: config.DATABASE_POOL_SIZE,
          statementSeconds: config.DATABASE_STATEMENT_SECONDS,
        }),
        OutgoingModule.forRoot({ userAgent: 'wopi-gateway' }),
        ObservabilityModule.forRoot({ process: 'host', settings: config.settings, tracing: config.tracing }),
        AuditModule.forRoot({ process: 'host' }),
        DiscoveryModule.forRoot({ clients, signers: proxyAsSigner(behindProxy) }),
        TokensModule.forRoot({
          encryptionKey: config.encryptionKey.reveal(),
          lifeSeconds: config.ACCESS_TOKEN_HOURS * 3600,
        }),
        FsStorageModule.forRoot({ root: config.blobDir }),
        FilesModule.forRoot({
          tenantId,
          hostUrl,
          portalUrl,
          behindProxy,
          route,
          maxFileBytes,
          plus: config.plus,
          fileUrl: config.WOPI_FILE_URL,
        }),
        WopiApiModule.forRoot({
          tenantId,
          hostUrl,
          behindProxy,
          profileOf,
          proofRequired: config.WOPI_PROOF === 'required',
          bootstrapper: nativeApps,
        }),
        AccessModule.forRoot({ tenantId }),
        IdentityModule.forRoot({
          tenantId,
          portalOrigin: portalUrl,
          secureCookies: portalUrl.startsWith('https:'),
          openId: openIdOf(config),
          secondFactor: {
            encryptionKey: config.encryptionKey.reveal(),
            requiredFor: config.SECOND_FACTOR_ROLES,
          },
          breakGlassLogin: config.breakGlassLogin,
        }),
        ...(nativeApps ? [oauthOf(config, tenantId)] : []),
        PortalApiModule.forRoot({
          tenantId,
          webRoot,
          maxFileBytes,
          route,
          clients: clients.map(({ name }) => name),
          nativeApps,
          adminKeys: true,
          secondFactors: true,
          openIdName: config.openId?.name,
        }),
      ],
    };
  }
}

function openIdOf({ openId, encryptionKey }: Config): OpenIdOptions | undefined {
  if (!openId) return undefined;
  const { clientSecret, name: _name, ...options } = openId;
  return { ...options, clientSecret: clientSecret?.reveal(), encryptionKey: encryptionKey.reveal() };
}

function oauthOf(config: Config, tenantId: string): DynamicModule {
  return OAuthModule.forRoot({
    tenantId,
    portalUrl: config.portalUrl,
    errorPage: (status, sentence) => messagePage(status, { title: 'The app cannot be let in', sentence }),
    clients: config.bootstrapClients.map((client) => ({ ...client, secret: client.secret?.reveal() })),
    providerId: config.BOOTSTRAP_PROVIDER_ID,
    urlSchemes: config.BOOTSTRAP_URL_SCHEMES,
  });
}
