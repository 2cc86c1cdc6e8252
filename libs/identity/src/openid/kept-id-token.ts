import { Inject, Injectable } from '@nestjs/common';
import { SealBroken, Sealer } from '#database';
import { IDENTITY_OPTIONS, type IdentityOptions } from '../identity.options.js';

/** It goes back to the provider in an address, which has to stay short. */
const MAX_LENGTH = 4096;

/** Id tokens from the sign-in to the sign-out: sealed, so that the database holds nothing that says who somebody is elsewhere. */
@Injectable()
export class KeptIdToken {
  readonly #sealer: Sealer;

  constructor(@Inject(IDENTITY_OPTIONS) options: IdentityOptions) {
    this.#sealer = new Sealer(options.openId!.encryptionKey);
  }

  /** Undefined for one that is too long to be shown again. */
  seal(userId: string, idToken: string): Buffer | undefined {
    return idToken.length > MAX_LENGTH
      ? undefined
      : this.#sealer.seal(Buffer.from(idToken), contextOf(userId));
  }

  /** Undefined also for what was sealed with another key. */
  open(userId: string, sealed: Buffer | undefined): string | undefined {
    try {
      return sealed && this.#sealer.open(sealed, contextOf(userId)).toString();
    } catch (error) {
      if (error instanceof SealBroken) return undefined;
      throw error;
    }
  }
}

const contextOf = (userId: string) => `id-token:${userId}`;
