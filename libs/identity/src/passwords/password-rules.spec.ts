import { describe, expect, it } from 'vitest';
import { makeFirstPassword } from './first-password.js';
import { requireGoodPassword } from './password-rules.js';

const refused = (password: string, login = 'ada.lovelace@example.com') => {
  try {
    requireGoodPassword(password, login);
    return false;
  } catch {
    return true;
  }
};

describe('a password', () => {
  it.each([
    'four simple words here',
    'only lower case letters',
    '283746510928374',
    'ünïcödé ist erlaubt',
    'passwords are like this',
    'the programmes of lovelace',
  ])('may be %j', (password) => {
    expect(refused(password)).toBe(false);
  });

  it.each([
    ['shorter than 15 characters', 'fourteen chars'],
    ['shorter, whatever its length in UTF-16', '😀'.repeat(14)],
    ['one character again and again', 'a'.repeat(40)],
    ['a word again and again', 'PasswordPassword'],
    ['a word again and again, cut off', 'password password pass'],
    ['among the commonest', '1qaz2wsx3edc4rfv'],
    ['among the commonest, with spaces and capitals', 'Qwerty Uiop Asdfgh'],
    ['the login', 'ada.lovelace@example.com'],
    ['the login with a little added', 'Ada.Lovelace-1815!'],
  ])('is not %s', (_, password) => {
    expect(refused(password)).toBe(true);
  });

  it('is good when it is made here, and another each time', () => {
    const made = Array.from({ length: 100 }, makeFirstPassword);
    expect(new Set(made).size).toBe(100);
    for (const password of made) {
      expect(password).toMatch(/^[a-z2-9]{5}(-[a-z2-9]{5}){3}$/);
      expect(refused(password)).toBe(false);
    }
  });
});
