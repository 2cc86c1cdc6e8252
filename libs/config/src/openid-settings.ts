import { Secret } from './secret.js';
import { ConfigurationError, type Variables } from './variables.js';

/** What `OIDC_*` say of the OpenID provider. */
export interface OpenIdSettings {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: Secret | undefined;
  /** What people call it; on the button of the sign-in page. */
  readonly name: string;
  readonly scope: string;
  readonly subjectClaim: string;
  readonly loginClaim: string;
  readonly groupsClaim: string | undefined;
  readonly newAccounts: boolean;
}

/** @throws ConfigurationError listing what is missing or contradicts itself */
export function signInOf(variables: Variables): {
  readonly openId: OpenIdSettings | undefined;
  readonly breakGlassLogin: string | undefined;
} {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: secret } = variables;
  const { PASSWORD_SIGN_IN, BREAK_GLASS_LOGIN } = variables;
  const onlyOpenId = PASSWORD_SIGN_IN === 'break-glass';
  const lines = [
    ...(issuer === undefined && clientId !== undefined
      ? ['OIDC_ISSUER is missing beside OIDC_CLIENT_ID']
      : []),
    ...(issuer !== undefined && clientId === undefined
      ? ['OIDC_CLIENT_ID is missing beside OIDC_ISSUER']
      : []),
    ...(issuer === undefined && secret !== undefined
      ? ['OIDC_CLIENT_SECRET is set without OIDC_ISSUER']
      : []),
    ...(issuer === undefined && variables.OIDC_GROUPS_CLAIM !== undefined
      ? ['OIDC_GROUPS_CLAIM is set without OIDC_ISSUER']
      : []),
    ...(onlyOpenId && issuer === undefined
      ? ['PASSWORD_SIGN_IN is break-glass, but OIDC_ISSUER is not set']
      : []),
  ];
  if (lines.length > 0) throw new ConfigurationError(`These settings are wrong:\n  ${lines.join('\n  ')}`);
  return {
    openId:
      issuer === undefined || clientId === undefined ? undefined : settingsOf(variables, issuer, clientId),
    breakGlassLogin: onlyOpenId ? BREAK_GLASS_LOGIN : undefined,
  };
}

function settingsOf(variables: Variables, issuer: string, clientId: string): OpenIdSettings {
  const { OIDC_CLIENT_SECRET: secret } = variables;
  return {
    issuer,
    clientId,
    clientSecret: secret === undefined ? undefined : new Secret(secret),
    name: variables.OIDC_NAME,
    scope: variables.OIDC_SCOPE,
    subjectClaim: variables.OIDC_SUBJECT_CLAIM,
    loginClaim: variables.OIDC_LOGIN_CLAIM,
    groupsClaim: variables.OIDC_GROUPS_CLAIM,
    newAccounts: variables.OIDC_NEW_ACCOUNTS === 'on',
  };
}
