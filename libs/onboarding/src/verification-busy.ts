/** The instance is being looked at, or was a moment ago. */
export class VerificationBusy extends Error {
  override readonly name = 'VerificationBusy';

  constructor(readonly retryAfterSeconds: number) {
    super(`The instance is being looked at, or was a moment ago: try again in ${retryAfterSeconds} seconds.`);
  }
}
