/** The OpenID provider that people may sign in at, and what its claims mean. */
export interface OpenIdOptions {
  /** As its tokens name it; its configuration lies below, at `/.well-known/openid-configuration`. */
  readonly issuer: string;
  readonly clientId: string;
  /** Undefined for a client without one, which PKCE alone vouches for. */
  readonly clientSecret?: string | undefined;
  /** Separated by spaces; `openid` among them. */
  readonly scope: string;
  /** The claim that never changes for a person. */
  readonly subjectClaim: string;
  /** The claim that a new account is called by. */
  readonly loginClaim: string;
  /** The claim that lists a person's groups; undefined where groups are not taken from sign-ins. */
  readonly groupsClaim?: string | undefined;
  /** Whether somebody who is not known yet gets an account. */
  readonly newAccounts: boolean;
  /** Seals what a browser keeps while somebody is at the provider. */
  readonly encryptionKey: string;
}
