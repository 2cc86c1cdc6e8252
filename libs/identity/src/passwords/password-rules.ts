import { IdentityError } from '../identity-error.js';
import { COMMON_PASSWORDS } from './common-passwords.js';

/** What NIST SP 800-63B-4 asks of a password that may be all that somebody signs in with. */
const MIN_LENGTH = 15;
/** What must be left of a password without its owner's name. */
const MIN_LENGTH_BESIDE_LOGIN = 8;

/**
 * Length, and not to be among the first guesses: no other rules, since those that ask for kinds of characters lead to passwords that are
 * worse.
 * @throws IdentityError `weak_password`
 */
export function requireGoodPassword(password: string, login: string): void {
  if (Array.from(password).length < MIN_LENGTH)
    throw weak(`A password has at least ${MIN_LENGTH} characters: several words do well.`);
  const plain = password.normalize('NFKC').toLowerCase();
  if (isCommon(plain)) throw weak('This password is among the first that are guessed. Choose another.');
  if (withoutLogin(plain, login).length < MIN_LENGTH_BESIDE_LOGIN)
    throw weak('A password is not the login with a little added. Choose another.');
}

function isCommon(plain: string): boolean {
  const letters = plain.replace(/[\s._-]/g, '');
  return COMMON_PASSWORDS.has(letters) || isRepeated(letters);
}

/** Whether a few characters come again and again: `aaaa…`, `passwordpassword`. */
function isRepeated(text: string): boolean {
  for (let period = 1; period <= 8; period++) {
    if (text.slice(period) === text.slice(0, -period)) return true;
  }
  return false;
}

/** The login, and what stands before the @ of one that is an address, count as the name. */
function withoutLogin(plain: string, login: string): string {
  const name = login.split('@')[0]!;
  return [login, name]
    .filter(({ length }) => length >= 3)
    .reduce((rest, part) => rest.replaceAll(part, ''), plain);
}

const weak = (sentence: string) => new IdentityError('weak_password', sentence);
