import type { IncomingMessage } from 'node:http';
import { describe, expect, it } from 'vitest';
import { callerAddress } from './caller-address.js';

const request = (forwardedFor?: string) =>
  ({ socket: { remoteAddress: '10.0.0.1' }, headers: { 'x-forwarded-for': forwardedFor } }) as unknown as IncomingMessage; // prettier-ignore

describe('callerAddress', () => {
  it.each<[number, string | undefined, string]>([
    [0, '203.0.113.7', '10.0.0.1'],
    [1, '203.0.113.7', '203.0.113.7'],
    [1, '198.51.100.9, 203.0.113.7', '203.0.113.7'],
    [2, '198.51.100.9, 203.0.113.7', '198.51.100.9'],
    [3, '198.51.100.9,203.0.113.7', '198.51.100.9'],
    [1, undefined, '10.0.0.1'],
    [1, ' , ', '10.0.0.1'],
  ])('behind %d trusted proxies with X-Forwarded-For %s is %s', (proxies, forwardedFor, caller) => {
    expect(callerAddress(request(forwardedFor), proxies)).toBe(caller);
  });
});
