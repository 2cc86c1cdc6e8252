import { IdentityError } from '../identity-error.js';
import { normalizeDisplayName, normalizeLogin } from '../user.js';
import type { OpenIdOptions } from './openid-options.js';

/** Who a provider says that somebody is. */
export interface ExternalPerson {
  readonly issuer: string;
  /** Never changes, and is never given to somebody else. */
  readonly subject: string;
  /** What a new account would be called. */
  readonly login: string;
  readonly displayName: string | undefined;
  /** For show only: nobody is recognised by it. Undefined unless the provider has checked it. */
  readonly email: string | undefined;
  /** As the provider names them; undefined where it does not tell. */
  readonly groups: readonly string[] | undefined;
}

/** Claims as they came, from an id token that was checked. */
export type Claims = Readonly<Record<string, unknown>> & { readonly iss: string; readonly sub: string };

const SUBJECT_MAX_LENGTH = 255;
const MOST_GROUPS = 1000;
const GROUP_MAX_LENGTH = 255;

/** @throws IdentityError `sign_in_failed` where a claim is missing, `unverified_email` */
export function personOf(claims: Claims, options: OpenIdOptions): ExternalPerson {
  const subject = textOf(claims[options.subjectClaim]);
  if (!subject || subject.length > SUBJECT_MAX_LENGTH)
    throw new IdentityError('sign_in_failed', 'The provider does not say who you are.');
  const login = normalizeLogin(textOf(claims[options.loginClaim]) ?? '');
  if (login === undefined)
    throw new IdentityError('sign_in_failed', 'The provider does not say what your account is called.');
  requireOwnAddress(login, claims, options);
  return {
    issuer: claims.iss,
    subject,
    login,
    displayName: normalizeDisplayName(textOf(claims['name']) ?? ''),
    email: claims['email_verified'] === true ? textOf(claims['email'])?.slice(0, 320) : undefined,
    groups: options.groupsClaim === undefined ? undefined : groupsOf(claims[options.groupsClaim]),
  };
}

/** Somebody may type any address into his profile; a login that is one must be his. */
function requireOwnAddress(login: string, claims: Claims, { loginClaim }: OpenIdOptions): void {
  const { email_verified: verified } = claims;
  const isAddress = loginClaim === 'email' || normalizeLogin(textOf(claims['email']) ?? '') === login;
  if (isAddress && (loginClaim === 'email' ? verified !== true : verified === false))
    throw new IdentityError('unverified_email', 'Your e-mail address has not been verified yet.');
}

/** Whether somebody has so many groups that Entra ID only says where else to ask for them. */
export function leavesGroupsOut(claims: Claims, { groupsClaim }: OpenIdOptions): boolean {
  const elsewhere = claims['_claim_names'];
  return (
    groupsClaim !== undefined &&
    !(groupsClaim in claims) &&
    typeof elsewhere === 'object' &&
    elsewhere !== null &&
    Object.hasOwn(elsewhere, groupsClaim)
  );
}

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** Whoever has so many groups that the provider leaves them out counts as having none: no right comes of a gap. */
function groupsOf(value: unknown): string[] {
  const list: unknown[] = Array.isArray(value) ? value : typeof value === 'string' ? [value] : [];
  const names = list.filter((one) => typeof one === 'string' && one.length <= GROUP_MAX_LENGTH) as string[];
  return [...new Set(names)].slice(0, MOST_GROUPS);
}
