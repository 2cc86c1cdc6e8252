import { describe, expect, it } from 'vitest';
import { normalizeLogin } from './user.js';

describe('normalizeLogin', () => {
  it.each([
    ['Alice', 'alice'],
    ['  alice@Example.COM ', 'alice@example.com'],
    ['Zoe\u0308', 'zo\u00eb'],
  ])('%j becomes %j', (login, normal) => {
    expect(normalizeLogin(login)).toBe(normal);
  });

  it.each([
    [''],
    ['  '],
    ['two words'],
    ['nul\u0000'],
    ['line\nbreak'],
    ['over\u202eride'],
    ['a'.repeat(201)],
  ])('%j is no login', (login) => {
    expect(normalizeLogin(login)).toBeUndefined();
  });
});
