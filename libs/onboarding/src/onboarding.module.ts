import { type DynamicModule, Module } from '@nestjs/common';
import { ONBOARDING_OPTIONS, type OnboardingOptions } from './onboarding-options.js';
import { ReportRepository } from './persistence/report.repository.js';
import { TurnRepository } from './persistence/turn.repository.js';
import { Verification } from './verification.js';

/** Needs the modules of tenants, outgoing and database beside it. */
@Module({
  providers: [ReportRepository, TurnRepository, Verification],
  exports: [Verification, ONBOARDING_OPTIONS],
})
export class OnboardingModule {
  static forRoot(options: OnboardingOptions): DynamicModule {
    return {
      module: OnboardingModule,
      global: true,
      providers: [{ provide: ONBOARDING_OPTIONS, useValue: Object.freeze(options) }],
    };
  }
}
