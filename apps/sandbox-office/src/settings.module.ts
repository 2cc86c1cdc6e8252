import { Module, type DynamicModule } from '@nestjs/common';
import { pino } from 'pino';
import { PROOF_KEYS, type ProofKeys } from './discovery/proof-keys.js';
import { LOGGER } from './logger.js';
import { DEFAULT_TIMINGS, PublicAddress, TIMINGS, type SandboxOptions } from './options.js';
import { OriginGuard } from './wopi-client/origin-guard.js';

/** What every module may ask for: timings, keys, the public address, the guard of outgoing calls, the log. */
@Module({})
export class SettingsModule {
  static forRoot(options: SandboxOptions, keys: ProofKeys): DynamicModule {
    const logger = pino({ name: 'sandbox-office', level: options.logLevel ?? 'info' });
    return {
      module: SettingsModule,
      global: true,
      providers: [
        PublicAddress,
        { provide: TIMINGS, useValue: { ...DEFAULT_TIMINGS, ...options.timings } },
        { provide: PROOF_KEYS, useValue: keys },
        { provide: OriginGuard, useValue: new OriginGuard(options.allowedOrigins) },
        { provide: LOGGER, useValue: logger },
      ],
      exports: [PublicAddress, TIMINGS, PROOF_KEYS, OriginGuard, LOGGER],
    };
  }
}
