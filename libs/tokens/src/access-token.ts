import type { WopiOperationName } from '#wopi-protocol';

export type SessionAction = 'view' | 'edit';
export type SessionRoute = 'direct' | 'proxy';

/** What a person may be kept from within a session, each with the operations it takes away. */
export const DENIALS = {
  'write-relative': ['PutRelativeFile'],
  rename: ['RenameFile'],
  delete: ['DeleteFile'],
  'user-info': ['PutUserInfo'],
  containers: ['EnumerateAncestors', 'GetEcosystem'],
} as const satisfies Record<string, readonly WopiOperationName[]>;

export type Denial = keyof typeof DENIALS;

export const isDenial = (text: string): text is Denial => Object.hasOwn(DENIALS, text);

/** What an access token says. The session row has the last word: without it, alive, the token is worth nothing. */
export interface AccessTokenClaims {
  readonly tenantId: string;
  readonly sessionId: string;
  readonly fileId: string;
  readonly userId: string;
  readonly action: SessionAction;
  /** Name of the WOPI client the token was made for: its proof keys sign the calls. */
  readonly client: string;
  /** Seconds since 1970. */
  readonly expiresAt: number;
}

/** A session as it was opened. */
export interface Session extends Omit<AccessTokenClaims, 'expiresAt'> {
  readonly route: SessionRoute;
  readonly denied: readonly Denial[];
  readonly expiresAt: Date;
}

/** A session with its token. */
export interface IssuedToken {
  readonly session: Session;
  readonly accessToken: string;
  /** `access_token_ttl` as Office wants it: the moment of expiry in milliseconds since 1970. */
  readonly accessTokenTtl: number;
}
