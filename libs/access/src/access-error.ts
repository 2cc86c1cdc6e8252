/** Why a key or a role was refused. */
export type AccessErrorCode =
  'key_not_found' | 'user_not_found' | 'invalid_name' | 'invalid_role' | 'too_much' | 'invalid_expiry';

/** A refusal with a sentence for a person in `message`; never names a secret. */
export class AccessError extends Error {
  override readonly name = 'AccessError';

  constructor(
    readonly code: AccessErrorCode,
    message: string,
  ) {
    super(message);
  }
}
