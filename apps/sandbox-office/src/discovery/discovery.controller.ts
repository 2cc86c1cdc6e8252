import { Controller, Get, Header, Inject } from '@nestjs/common';
import { publishDiscovery } from '#wopi-protocol';
import { PublicAddress } from '../options.js';
import { sandboxDiscovery } from './discovery.js';
import { PROOF_KEYS, type ProofKeys } from './proof-keys.js';

@Controller('hosting')
export class DiscoveryController {
  constructor(
    private readonly address: PublicAddress,
    @Inject(PROOF_KEYS) private readonly keys: ProofKeys,
  ) {}

  @Get('discovery')
  @Header('Content-Type', 'text/xml; charset=utf-8')
  discovery(): string {
    return publishDiscovery(sandboxDiscovery(this.address.url, this.keys));
  }
}
