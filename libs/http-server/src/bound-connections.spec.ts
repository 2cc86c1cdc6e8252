import { expect, it } from 'vitest';
import { mostConnections } from './bound-connections.js';

const limits = (soft: string) => `Limit                     Soft Limit           Hard Limit           Units
Max processes             1                    1                    processes
Max open files            ${soft.padEnd(20)} 524288               files
`;

it.each([
  ['65536', 32_736],
  ['1024', 480],
  ['128', 32],
  ['20', 16],
  ['unlimited', undefined],
])('of %s open files leaves room for %s connections', (soft, most) => {
  expect(mostConnections(limits(soft))).toBe(most);
});

it('there is no bound where the system tells none', () => {
  expect(mostConnections(undefined)).toBe(undefined);
});
