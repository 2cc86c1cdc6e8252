import { WopiError } from './wopi-error.js';

/** Reads values out of JSON that somebody else wrote. Each throws WopiError `invalid_body` that names the member. */

type Json = Readonly<Record<string, unknown>>;

export function objectIn(value: unknown, name: string): Json {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw invalidMember(name, 'an object');
  return value as Json;
}

/** A list; null and absence stand for an empty one. */
export function listIn(json: Json, name: string, most: number): readonly unknown[] {
  const value = json[name] ?? [];
  if (!Array.isArray(value) || value.length > most)
    throw invalidMember(name, `a list of at most ${most} entries`);
  return value;
}

export function textIn(json: Json, name: string, maxLength: number): string {
  const value = json[name];
  if (typeof value !== 'string' || value.length > maxLength || value.includes('\0') || !value.isWellFormed())
    throw invalidMember(name, `text of at most ${maxLength} characters`);
  return value;
}

export function wordIn<Word extends string>(json: Json, name: string, words: readonly Word[]): Word {
  const found = words.find((word) => word === json[name]);
  if (found === undefined) throw invalidMember(name, `one of ${words.join(', ')}`);
  return found;
}

export function wholeNumberIn(json: Json, name: string, least = 0): number {
  const value = json[name];
  if (!Number.isSafeInteger(value) || (value as number) < least) throw invalidMember(name, 'a whole number');
  return value as number;
}

function invalidMember(name: string, what: string): WopiError {
  return new WopiError('invalid_body', { reason: `${name} must be ${what}.` });
}
