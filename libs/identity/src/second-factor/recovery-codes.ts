import { createHash } from 'node:crypto';
import { Secret } from 'otpauth';

const CODES = 10;
/** 120 bits: more than NIST SP 800-63B asks of what is kept as a plain hash. */
const BYTES = 15;
const PLAIN = /^[a-z2-7]{24}$/;

/** Codes that are good once each: `abcd-efgh-…`. */
export function makeRecoveryCodes(): string[] {
  return Array.from({ length: CODES }, () =>
    new Secret({ size: BYTES }).base32.toLowerCase().match(/.{4}/g)!.join('-'),
  );
}

/** The hash that is kept of a code, however it was typed; undefined for what can be none. */
export function recoveryHashOf(code: string): Buffer | undefined {
  const plain = code.toLowerCase().replace(/[\s-]/g, '');
  return PLAIN.test(plain) ? createHash('sha256').update(plain).digest() : undefined;
}
