import { Module } from '@nestjs/common';
import { WopiCaller } from './wopi-caller.js';

/** The engine: signed calls and what a document goes through from opening to unlocking. */
@Module({ providers: [WopiCaller], exports: [WopiCaller] })
export class WopiClientModule {}
