import type { Companion } from '#database';

/**
 * The port to the passwords of accounts. Whoever knew the old one is signed out, with the apps that he let in; editors that are open
 * go on.
 */
export abstract class PasswordRepository {
  /** Answers until when it is good; undefined when there is no such account. */
  abstract giveFirst(
    tenantId: string,
    userId: string,
    password: { readonly hash: string; readonly hours: number },
    companion?: Companion,
  ): Promise<Date | undefined>;
  /** False unless `oldHash` is the account's still: of several changes at once, one is made. */
  abstract replace(
    tenantId: string,
    userId: string,
    hashes: { readonly oldHash: string; readonly newHash: string },
    companion?: Companion,
  ): Promise<boolean>;
}
