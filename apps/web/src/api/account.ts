import { call, remember } from './call.js';

export interface Account {
  readonly user: {
    readonly id: string;
    readonly login: string;
    readonly displayName: string;
    readonly role: string;
  };
  readonly csrfToken: string;
  readonly signedInBy: 'password' | 'openid';
  readonly route: 'proxy' | 'direct';
  readonly clients: readonly string[];
  readonly maxFileBytes: number;
}

/** Somebody whose password was right, and who has a step to take before he is signed in. */
export interface Unfinished {
  readonly step: 'second-factor' | 'new-password' | 'enrolment';
  readonly csrfToken: string;
  readonly user: { readonly login: string; readonly displayName: string };
}

/** What an answer to a step of the sign-in may be. */
export type Arrived = Account | Unfinished;

/** Ways to sign in beside a password. */
export interface SignInMethods {
  readonly openId?: { readonly name: string };
}

export const signInMethods = () => call<SignInMethods>('GET', '/sign-in');

/** Where somebody signs in with an account of his organisation. */
export const openIdUrl = (next: string) => `/sign-in/openid?next=${encodeURIComponent(next)}`;

export async function me(): Promise<Account> {
  return remember(await call<Account>('GET', '/me'));
}

export async function signIn(login: string, password: string): Promise<Arrived> {
  return remember(await call<Arrived>('POST', '/sign-in', { login, password }));
}

export async function chooseFirstPassword(password: string): Promise<Arrived> {
  return remember(await call<Arrived>('POST', '/sign-in/new-password', { password }));
}

export async function proveSecondFactor(code: string): Promise<Arrived> {
  return remember(await call<Arrived>('POST', '/sign-in/second-factor', { code }));
}

/** What an authenticator app is told; `uri` as a QR code. */
export interface Enrolment {
  readonly secret: string;
  readonly uri: string;
}

export const beginRequiredEnrolment = () => call<Enrolment>('POST', '/sign-in/enrolment');
export const confirmRequiredEnrolment = (code: string) =>
  call<{ recoveryCodes: string[]; arrived: Arrived }>('POST', '/sign-in/enrolment/confirm', { code });

export interface SecondFactorState {
  readonly enrolled: boolean;
  readonly recoveryCodesLeft: number;
  readonly required: boolean;
}

export const secondFactor = () => call<SecondFactorState>('GET', '/second-factor');
export const beginEnrolment = (presentPassword: string) =>
  call<Enrolment>('POST', '/second-factor', { presentPassword });
export const confirmEnrolment = async (code: string) =>
  (await call<{ recoveryCodes: string[] }>('POST', '/second-factor/confirm', { code })).recoveryCodes;
export const renewRecoveryCodes = async (code: string) =>
  (await call<{ recoveryCodes: string[] }>('POST', '/second-factor/recovery-codes', { code })).recoveryCodes;
export const removeSecondFactor = (code: string) => call<void>('POST', '/second-factor/removal', { code });

/** The answer is of the session that goes on; the others have ended. */
export async function changePassword(presentPassword: string, password: string): Promise<void> {
  remember(await call<Arrived>('POST', '/password', { presentPassword, password }));
}

/** Answers where to go on to, to sign out at the provider as well. */
export const signOut = async () => (await call<{ goOn: string } | undefined>('POST', '/sign-out'))?.goOn;
export const adminRoles = async () => (await call<{ roles: string[] }>('GET', '/admin-keys/roles')).roles;
export const createAdminKey = (role: string) => call<{ key: string }>('POST', '/admin-keys', { role });
