export const TOKEN_OPTIONS = Symbol('TOKEN_OPTIONS');

export interface TokenOptions {
  /** Seals the signing keys in their rows. */
  readonly encryptionKey: string;
  /** How long an access token lives, in seconds. */
  readonly lifeSeconds: number;
}
