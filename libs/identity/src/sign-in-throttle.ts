/** The port that slows down guessing, over all replicas. */
export abstract class SignInThrottle {
  /**
   * Counts an attempt before its password is looked at, so that guesses made at once count each.
   * An address is stopped, for one login soon and for all logins later; a login alone never is: otherwise
   * anybody could lock its owner out.
   * @throws IdentityError `too_many_attempts`
   */
  abstract begin(login: string, remoteAddress: string): Promise<void>;
  /** The attempt was right: it does not count. */
  abstract succeeded(login: string, remoteAddress: string): Promise<void>;
}
