/** An administrator of the portal sees the files of everyone in the tenant. */
export type UserRole = 'member' | 'administrator';

/** A person with an account in this tenant. */
export interface User {
  readonly id: string;
  /** In lower case, unique in the tenant. */
  readonly login: string;
  readonly displayName: string;
  readonly role: UserRole;
  /** A disabled account neither signs in nor keeps its sessions. */
  readonly disabled: boolean;
}

/** An account to be made; it has no password of its own. */
export interface NewUser {
  readonly login: string;
  /** The login unless told. */
  readonly displayName?: string | undefined;
  /** `member` unless told. */
  readonly role?: UserRole | undefined;
}

/** What is to be changed; what is not told stays. */
export interface UserChange {
  readonly displayName?: string | undefined;
  readonly role?: UserRole | undefined;
  readonly disabled?: boolean | undefined;
}

const LOGIN_MAX_LENGTH = 200;

/** The form in which logins are kept and compared; undefined for what no account can be called. */
export function normalizeLogin(login: string): string | undefined {
  const normal = login.normalize('NFC').trim().toLowerCase();
  if (normal === '' || normal.length > LOGIN_MAX_LENGTH || /[\s\p{C}]/u.test(normal)) return undefined;
  return normal;
}

const DISPLAY_NAME = /^(?!\s)[^\p{C}]{1,200}(?<!\s)$/u;

export const isDisplayName = (name: string): boolean => DISPLAY_NAME.test(name);

/** The nearest name that an account can have; undefined where nothing is left. */
export function normalizeDisplayName(name: string): string | undefined {
  const normal = name.normalize('NFC').replace(/\p{C}/gu, '').trim().slice(0, 200).trimEnd();
  return isDisplayName(normal) ? normal : undefined;
}
