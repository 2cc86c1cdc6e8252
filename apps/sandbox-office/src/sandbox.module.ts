import { Module, type DynamicModule } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { DiscoveryModule } from './discovery/discovery.module.js';
import type { ProofKeys } from './discovery/proof-keys.js';
import { EditorModule } from './editor/editor.module.js';
import { ErrorFilter } from './error.filter.js';
import { HealthController } from './health.controller.js';
import type { SandboxOptions } from './options.js';
import { SettingsModule } from './settings.module.js';

/** The whole sandbox, put together from its options and keys. */
@Module({})
export class SandboxModule {
  static forRoot(options: SandboxOptions, keys: ProofKeys): DynamicModule {
    return {
      module: SandboxModule,
      imports: [SettingsModule.forRoot(options, keys), DiscoveryModule, EditorModule],
      controllers: [HealthController],
      providers: [{ provide: APP_FILTER, useClass: ErrorFilter }],
    };
  }
}
