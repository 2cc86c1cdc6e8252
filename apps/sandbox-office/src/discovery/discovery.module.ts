import { Module } from '@nestjs/common';
import { DiscoveryController } from './discovery.controller.js';

/** Publishes what the sandbox can do and its proof keys. */
@Module({ controllers: [DiscoveryController] })
export class DiscoveryModule {}
