import { type DynamicModule, Global, Module } from '@nestjs/common';
import { Outgoing } from './outgoing.js';
import { OUTGOING_OPTIONS, type OutgoingOptions } from './outgoing-options.js';

/** Offers {@link Outgoing} to every module. */
@Global()
@Module({ providers: [Outgoing], exports: [Outgoing] })
export class OutgoingModule {
  static forRoot(options: OutgoingOptions): DynamicModule {
    return { module: OutgoingModule, providers: [{ provide: OUTGOING_OPTIONS, useValue: options }] };
  }
}
