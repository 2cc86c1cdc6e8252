import { HttpException } from '@nestjs/common';
import { AccessError, type AccessErrorCode } from '#access';
import { InvalidCursor } from '#audit';
import { isUnstorableText, waitFor } from '#database';
import { DiscoveryUnavailable, UnknownClientError } from '#discovery';
import { FILE_ERROR_STATUS, FileError } from '#files';
import { Problem } from '#http-server';
import { IdentityError, type IdentityErrorCode } from '#identity';
import { VerificationBusy } from '#onboarding';
import { TenantError, type TenantErrorCode } from '#tenants';
import { WebhookError, type WebhookErrorCode } from '#webhooks';
import { WopiError } from '#wopi-protocol';
import { UnknownCursor } from './endpoint/paging.js';

const TENANT_STATUS: Record<TenantErrorCode, number> = {
  tenant_not_found: 404,
  invalid_name: 400,
  name_taken: 409,
  invalid_files_url: 400,
  files_url_taken: 409,
  invalid_secret: 400,
  secret_taken: 409,
  key_not_found: 404,
  too_many_keys: 409,
  instance_not_found: 404,
  invalid_settings: 400,
  invalid_dates: 400,
  in_use: 409,
  statement_not_found: 404,
  invalid_statement: 400,
  too_many_statements: 409,
};

const IDENTITY_STATUS: Partial<Record<IdentityErrorCode, number>> = {
  unknown_user: 404,
  login_taken: 409,
  unknown_group: 404,
  group_taken: 409,
  no_second_factor: 409,
};

const ACCESS_STATUS: Record<AccessErrorCode, number> = {
  key_not_found: 404,
  user_not_found: 404,
  invalid_name: 400,
  invalid_role: 400,
  invalid_expiry: 400,
  too_much: 403,
};

const WEBHOOK_STATUS: Record<WebhookErrorCode, number> = {
  webhook_not_found: 404,
  invalid_url: 400,
  too_many_webhooks: 409,
};

/** Whether an error is a refusal, which changed nothing. */
export const isForeseen = (error: unknown): boolean =>
  error instanceof Problem || error instanceof HttpException || toProblem(error) !== undefined;

/** What the layers below refuse, as the API says it; undefined for what nobody foresaw. */
export function toProblem(error: unknown): Problem | undefined {
  if (error instanceof FileError) return new Problem(FILE_ERROR_STATUS[error.code], error.message);
  if (error instanceof AccessError) return new Problem(ACCESS_STATUS[error.code], error.message);
  if (error instanceof TenantError) return new Problem(TENANT_STATUS[error.code], error.message);
  if (error instanceof IdentityError) return new Problem(IDENTITY_STATUS[error.code] ?? 400, error.message);
  if (error instanceof VerificationBusy)
    return new Problem(429, error.message, { 'Retry-After': String(error.retryAfterSeconds) });
  if (error instanceof InvalidCursor || error instanceof UnknownCursor)
    return new Problem(400, error.message);
  if (error instanceof WebhookError) return new Problem(WEBHOOK_STATUS[error.code], error.message);
  if (error instanceof UnknownClientError) return new Problem(400, error.message);
  if (error instanceof DiscoveryUnavailable) return new Problem(502, error.message);
  if (error instanceof WopiError && error.code === 'lock_mismatch')
    return new Problem(409, 'This lock does not hold the file now.');
  const wait = waitFor(error);
  if (wait !== undefined) return new Problem(503, wait, { 'Retry-After': '5' });
  if (isUnstorableText(error)) return new Problem(400, 'A text holds a character that cannot be kept.');
  return undefined;
}
