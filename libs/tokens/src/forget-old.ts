import { Injectable } from '@nestjs/common';
import { BackgroundWork } from '#background';
import { SessionRepository } from './persistence/session.repository.js';
import { SigningKeyRepository } from './persistence/signing-key.repository.js';

const DAY_MS = 24 * 3600 * 1000;

/** Removes, once a day, sessions and signing keys that are long over. */
@Injectable()
export class ForgetOld extends BackgroundWork {
  constructor(
    private readonly sessions: SessionRepository,
    private readonly keys: SigningKeyRepository,
  ) {
    super({ everyMs: DAY_MS, firstMs: 0 });
  }

  protected async turn(): Promise<void> {
    await this.sessions.forgetOld();
    await this.keys.forgetDead();
  }
}
