import { Injectable } from '@nestjs/common';
import { ASSERTION_HEADER } from '#wopi-protocol';
import type { AdmittedCall } from '../admission.js';
import type { Header } from '../request-headers.js';
import type { UpstreamAddress } from '../upstream-address.js';
import { AssertionKeys } from './assertion-keys.js';
import { OwnProofKeys } from './own-proof-keys.js';

/** Gives the proxy's own word for a call where its instance wants that in the place of the client's proof. */
@Injectable()
export class Vouching {
  constructor(
    private readonly assertions: AssertionKeys,
    private readonly proofKeys: OwnProofKeys,
  ) {}

  /** The headers that replace the client's proof; undefined where it stays, as the wrong one does that nobody can vouch for. */
  async wordFor(
    { route, method, accessToken, address, unproven }: AdmittedCall,
    { origin, target }: UpstreamAddress,
  ): Promise<Header[] | undefined> {
    if (address) return [];
    if (unproven) return undefined;
    switch (route.instance.mode) {
      case 'attested': {
        const assertion = { tenant: route.tenant.tenantId, method, target };
        return [[ASSERTION_HEADER, await this.assertions.sign(assertion)]];
      }
      case 'resign':
        return this.proofKeys.sign({ url: origin + target, accessToken });
      default:
        return undefined;
    }
  }
}
