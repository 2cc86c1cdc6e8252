import { expect, it } from 'vitest';
import { atLeast } from './version.js';

it.each<[string, string, boolean]>([
  ['10.15.0.1', '10.1', true],
  ['10.1', '10.1', true],
  ['10.0.99', '10.1', false],
  ['9.9', '10.1', false],
  ['11', '10.1', true],
  ['10', '10.1', false],
  ['7.4.3', '7.1', true],
  ['', '7.1', false],
])('%s is at least %s: %s', (version, wanted, expected) => {
  expect(atLeast(version, wanted)).toBe(expected);
});
