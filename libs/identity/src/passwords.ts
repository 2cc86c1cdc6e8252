import { randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import { Injectable } from '@nestjs/common';

/** Argon2id at OWASP's first recommendation: 19 MiB, two passes, one lane. The library's default algorithm is argon2id. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Hashes and checks passwords on the thread pool, never on the event loop. */
@Injectable()
export class Passwords {
  #decoy: Promise<string> | undefined;

  hash(password: string): Promise<string> {
    return hash(password, COST);
  }

  /**
   * Whether `password` made `encoded`. Without a hash the same work is done on a decoy and the answer is false,
   * so the time does not tell whether an account exists.
   */
  async verify(encoded: string | null | undefined, password: string): Promise<boolean> {
    const matches = await verify(encoded ?? (await this.decoy()), password);
    return matches && encoded !== null && encoded !== undefined;
  }

  private decoy(): Promise<string> {
    return (this.#decoy ??= this.hash(randomBytes(32).toString('base64url')));
  }

  /** The decoy is made at start: otherwise the first unknown login would take twice as long. */
  async onModuleInit(): Promise<void> {
    await this.decoy();
  }
}
