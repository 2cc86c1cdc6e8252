/** Fewest bytes of a proxy key, counted in UTF-8. */
export const KEY_MIN_BYTES = 32;

/** Ids signed with an `active` or `retiring` key are accepted, those of a `revoked` one are not. */
export type ProxyKeyState = 'active' | 'retiring' | 'revoked';

/** `file-id`: signs proxied file ids; the others are for what the proxy itself seals in the tenant's name. */
export const KEY_PURPOSES = ['file-id', 'file-url', 'redirect'] as const;

export type KeyPurpose = (typeof KEY_PURPOSES)[number];

/** A key without its secret. */
export interface ProxyKey {
  readonly keyId: string;
  readonly tenantId: string;
  readonly purpose: KeyPurpose;
  readonly state: ProxyKeyState;
  readonly revokedAt: Date | null;
  /** Of a revoked key: until then its sessions that ran when it was revoked may save. */
  readonly savesUntil: Date | null;
  readonly createdAt: Date;
}

/** A new key with its secret, which cannot be read again. */
export interface IssuedKey {
  readonly keyId: string;
  readonly secret: string;
}

/** The new key of a rotation, and those that it replaces. */
export interface Rotation extends IssuedKey {
  /** Accepted still; to be revoked when the customer signs with the new one and no session is left. */
  readonly retiring: readonly string[];
}
