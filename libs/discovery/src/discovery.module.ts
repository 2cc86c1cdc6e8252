import { type DynamicModule, Global, Module } from '@nestjs/common';
import { DISCOVERY_OPTIONS, type DiscoveryOptions } from './discovery-options.js';
import { DiscoveryRepository } from './discovery.repository.js';
import { DiscoveryService } from './discovery.service.js';
import { PgDiscoveryRepository } from './persistence/pg-discovery.repository.js';

/** Needs DatabaseModule and OutgoingModule beside it. */
@Global()
@Module({
  providers: [DiscoveryService, { provide: DiscoveryRepository, useClass: PgDiscoveryRepository }],
  exports: [DiscoveryService],
})
export class DiscoveryModule {
  static forRoot(options: DiscoveryOptions): DynamicModule {
    return { module: DiscoveryModule, providers: [{ provide: DISCOVERY_OPTIONS, useValue: options }] };
  }
}
