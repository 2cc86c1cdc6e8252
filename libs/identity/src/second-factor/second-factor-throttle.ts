/** The port that slows down guessing codes, over all replicas. */
export abstract class SecondFactorThrottle {
  /**
   * Counts an attempt before its code is looked at. An address is stopped soon. Codes of six digits are stopped for the whole account
   * after thirty in a day: only who knows the password comes so far, and recovery codes, which cannot be guessed, still let its
   * owner in.
   * @throws IdentityError `too_many_attempts`
   */
  abstract begin(userId: string, remoteAddress: string, guessable: boolean): Promise<void>;
  /** The code was right: attempts before it do not count. */
  abstract succeeded(userId: string, remoteAddress: string): Promise<void>;
}
