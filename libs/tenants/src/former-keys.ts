import { createHmac, hkdfSync } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { Sealer } from '#database';
import { FormerKeyRepository } from './persistence/former-key.repository.js';
import { sealContext } from './seal-context.js';

/** DI token of the secret that fingerprints are made with. */
export const FINGERPRINT_SECRET = Symbol('FINGERPRINT_SECRET');

/** Revoked keys that are listed beside those whose sessions may save. */
const LISTED = 20;

/**
 * Keys that were revoked so long ago that nobody needs their rows. A fingerprint of each stays, so that its secret is never taken for a
 * new one.
 */
@Injectable()
export class FormerKeys {
  readonly #key: Buffer;

  constructor(
    private readonly rows: FormerKeyRepository,
    private readonly sealer: Sealer,
    @Inject(FINGERPRINT_SECRET) secret: string,
  ) {
    this.#key = Buffer.from(hkdfSync('sha256', secret, '', 'wopi-gateway key fingerprints', 32));
  }

  /** The id that the key with this secret had. */
  find(tenantId: string, secret: Buffer): Promise<string | undefined> {
    return this.rows.find(tenantId, this.fingerprint(secret));
  }

  /** Joins the transaction that adds a key, since a tenant's keys grow by no other way. */
  async forgetOldest(tenantId: string): Promise<void> {
    const oldest = await this.rows.beyond(tenantId, LISTED);
    if (oldest.length === 0) return;
    const fingerprints = oldest.map(({ keyId, sealedSecret }) =>
      this.fingerprint(this.sealer.open(sealedSecret, sealContext(keyId))),
    );
    await this.rows.forget(
      tenantId,
      oldest.map(({ keyId }) => keyId),
      fingerprints,
    );
  }

  private fingerprint(secret: Buffer): Buffer {
    return createHmac('sha256', this.#key).update(secret).digest();
  }
}
