import { createHmac, hkdfSync } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { PROXY_OPTIONS, type ProxyOptions } from '../proxy-options.js';

const LENGTH = 32;

/** Other names for a tenant's users: always the same, of letters and digits, and of no use without the installation's key. */
@Injectable()
export class Pseudonyms {
  readonly #key: Buffer;

  constructor(@Inject(PROXY_OPTIONS) { encryptionKey }: ProxyOptions) {
    this.#key = Buffer.from(hkdfSync('sha256', encryptionKey, '', 'wopi-gateway user pseudonyms', 32));
  }

  of(tenantId: string, userId: string): string {
    return createHmac('sha256', this.#key).update(`${tenantId} ${userId}`).digest('hex').slice(0, LENGTH);
  }
}
