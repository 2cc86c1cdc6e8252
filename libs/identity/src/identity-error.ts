/** What can go wrong between a person and an account. */
export type IdentityErrorCode =
  /** Also said of accounts that do not exist, have no password or are disabled. */
  | 'wrong_credentials'
  | 'too_many_attempts'
  /** Also said of codes that were right and have been used. */
  | 'wrong_code'
  | 'second_factor_present'
  | 'no_second_factor'
  /** A role needs it. */
  | 'second_factor_required'
  /** Somebody who is signed in was asked for his present password. */
  | 'wrong_password'
  /** The request does not come from a page of the portal, or lacks the session's CSRF token. */
  | 'forged_request'
  | 'unknown_user'
  | 'invalid_login'
  | 'login_taken'
  | 'invalid_display_name'
  | 'weak_password'
  /** A first password that nobody changed in time. */
  | 'password_expired'
  /** Between the look at the old password and the change somebody else has changed it. */
  | 'password_changed'
  | 'invalid_user'
  | 'unknown_group'
  | 'invalid_group'
  | 'group_taken'
  /** A sign-in at the OpenID provider was refused, is over, or says too little. */
  | 'sign_in_failed'
  | 'provider_unavailable'
  | 'unverified_email'
  /** Also said of disabled accounts to people whom the OpenID provider knows. */
  | 'no_account';

/** A refusal by `#identity`; the message is a sentence that may be shown to the caller. */
export class IdentityError extends Error {
  override readonly name = 'IdentityError';

  constructor(
    readonly code: IdentityErrorCode,
    message: string,
    /** Of `too_many_attempts`: whole seconds until another attempt counts. */
    readonly retryAfterSeconds?: number,
  ) {
    super(message);
  }
}
