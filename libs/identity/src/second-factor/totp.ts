import { Secret, TOTP } from 'otpauth';

const SECRET_BYTES = 20;
const PERIOD_SECONDS = 30;
/** A code is taken half a minute early or late, for clocks that differ and people who type. */
const WINDOW = 1;
const CODE = /^\d{6}$/;

/** Time-based one-time passwords (RFC 6238) as authenticator apps know them: SHA-1, six digits, 30 seconds. */
const totpOf = (secret: Secret, issuer = '', label = '') =>
  new TOTP({ secret, issuer, label, algorithm: 'SHA1', digits: 6, period: PERIOD_SECONDS });

export const newSecret = (): Buffer => Buffer.from(new Secret({ size: SECRET_BYTES }).bytes);

/** What an app is told: the secret to be typed, and the address in a QR code. */
export function enrolmentOf(bytes: Buffer, issuer: string, label: string) {
  const secret = new Secret({ buffer: Uint8Array.from(bytes).buffer });
  return { secret: secret.base32, uri: totpOf(secret, issuer, label).toString() };
}

export const isCode = (text: string): boolean => CODE.test(text);

/** The number of the half minute that a code is of; undefined for a wrong one. */
export function stepOf(bytes: Buffer, code: string, nowMs: number): number | undefined {
  const totp = totpOf(new Secret({ buffer: Uint8Array.from(bytes).buffer }));
  const delta = totp.validate({ token: code, timestamp: nowMs, window: WINDOW });
  return delta === null ? undefined : totp.counter({ timestamp: nowMs }) + delta;
}
