import { type DynamicModule, Module } from '@nestjs/common';
import { AuditModule } from '#audit';
import type { Config } from '#config';
import { DatabaseModule } from '#database';
import { DiscoveryModule } from '#discovery';
import { ObservabilityModule } from '#observability';
import { OutgoingModule } from '#outgoing';
import { ProxyModule as WopiProxyModule, type TrafficLimits } from '#proxy';
import { TenantsModule } from '#tenants';

/** Each large file under way holds one; a save waits for a free one for ten seconds at most. */
const CONNECTIONS_PER_INSTANCE = 512;

const MIB = 1024 * 1024;

function trafficOf(config: Config): TrafficLimits {
  return {
    requestsPerSecond: config.PROXY_REQUESTS_PER_SECOND,
    concurrentCalls: config.PROXY_CONCURRENT_CALLS,
    bytesPerSecond: config.PROXY_MIB_PER_SECOND * MIB,
    maxFileBytes: config.PROXY_MAX_FILE_MIB * MIB,
  };
}

/** The proxy process put together. */
@Module({})
export class ProxyModule {
  static forRoot(config: Config, databaseUrl: string): DynamicModule {
    const encryptionKey = config.encryptionKey.reveal();
    return {
      module: ProxyModule,
      imports: [
        DatabaseModule.forRoot({
          url: databaseUrl,
          applicationName: 'proxy',
          poolSize: config.DATABASE_POOL_SIZE,
          statementSeconds: config.DATABASE_STATEMENT_SECONDS,
        }),
        OutgoingModule.forRoot({
          userAgent: 'wopi-gateway-proxy',
          connectionsPerOrigin: CONNECTIONS_PER_INSTANCE,
        }),
        TenantsModule.forRoot({ encryptionKey }),
        AuditModule.forRoot({ process: 'proxy' }),
        ObservabilityModule.forRoot({ process: 'proxy', settings: config.settings, tracing: config.tracing }),
        DiscoveryModule.forRoot({ clients: config.WOPI_CLIENTS }),
        WopiProxyModule.forRoot({
          publicUrl: config.proxyUrl,
          redirectorUrl: config.REDIRECTOR_PUBLIC_URL,
          proof: config.WOPI_PROOF,
          encryptionKey,
          trustedProxies: config.TRUSTED_PROXIES,
          traffic: trafficOf(config),
        }),
      ],
    };
  }
}
