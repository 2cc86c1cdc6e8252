import { AccessError } from '#access';
import { isUnstorableText, waitFor } from '#database';
import { DiscoveryUnavailable } from '#discovery';
import { FILE_ERROR_STATUS, FileError } from '#files';
import { Problem } from '#http-server';
import { IdentityError, type IdentityErrorCode } from '#identity';

const IDENTITY_STATUS: Record<IdentityErrorCode, number> = {
  wrong_credentials: 401,
  too_many_attempts: 429,
  wrong_password: 403,
  wrong_code: 403,
  second_factor_present: 409,
  no_second_factor: 409,
  second_factor_required: 409,
  forged_request: 403,
  unknown_user: 404,
  invalid_login: 400,
  login_taken: 409,
  invalid_display_name: 400,
  weak_password: 400,
  password_expired: 401,
  password_changed: 409,
  invalid_user: 400,
  unknown_group: 404,
  invalid_group: 400,
  group_taken: 409,
  sign_in_failed: 400,
  provider_unavailable: 503,
  unverified_email: 403,
  no_account: 403,
};

/** What the layers below refuse, as the API says it; undefined for what nobody foresaw. */
export function toProblem(error: unknown): Problem | undefined {
  if (error instanceof FileError) {
    // The rest of a body that is too large is not waited for.
    const headers = error.code === 'too_large' ? { Connection: 'close' } : undefined;
    return new Problem(FILE_ERROR_STATUS[error.code], error.message, headers);
  }
  if (error instanceof DiscoveryUnavailable) {
    return new Problem(503, 'The editor cannot be reached at the moment. Try again in a while.', {
      'Retry-After': '30',
    });
  }
  const wait = waitFor(error);
  if (wait !== undefined) return new Problem(503, wait, { 'Retry-After': '5' });
  if (isUnstorableText(error)) return new Problem(400, 'A text holds a character that cannot be kept.');
  if (error instanceof AccessError) return new Problem(403, error.message);
  if (!(error instanceof IdentityError)) return undefined;
  const { code, message, retryAfterSeconds } = error;
  const headers = retryAfterSeconds === undefined ? undefined : { 'Retry-After': String(retryAfterSeconds) };
  return new Problem(IDENTITY_STATUS[code], message, headers);
}
