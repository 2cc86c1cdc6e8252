/** Why a tenant, instance or key was refused. */
export type TenantErrorCode =
  | 'tenant_not_found'
  | 'invalid_name'
  | 'name_taken'
  | 'invalid_files_url'
  | 'files_url_taken'
  | 'invalid_secret'
  | 'secret_taken'
  | 'key_not_found'
  | 'too_many_keys'
  | 'instance_not_found'
  | 'invalid_settings'
  | 'invalid_dates'
  | 'in_use'
  | 'statement_not_found'
  | 'invalid_statement'
  | 'too_many_statements';

/** A refusal with a sentence for a person in `message`; never names a secret. */
export class TenantError extends Error {
  override readonly name = 'TenantError';

  constructor(
    readonly code: TenantErrorCode,
    message: string,
  ) {
    super(message);
  }
}
