import { Controller, Get, Header } from '@nestjs/common';
import { AssertionKeys } from './assertion-keys.js';

/** Where instances in mode `attested` find the keys of the assertions. */
@Controller('wopi/assertion-keys')
export class AssertionKeysController {
  constructor(private readonly keys: AssertionKeys) {}

  @Get()
  @Header('Content-Type', 'application/jwk-set+json')
  @Header('Cache-Control', 'public, max-age=300')
  @Header('X-Content-Type-Options', 'nosniff')
  async keySet(): Promise<string> {
    return JSON.stringify(await this.keys.published());
  }
}
