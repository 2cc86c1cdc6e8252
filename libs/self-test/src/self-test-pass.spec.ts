import { generateKeyPairSync } from 'node:crypto';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { SelfTestPasses } from './self-test-pass.js';

const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const passes = new SelfTestPasses('an encryption key of some 32 bytes');

afterEach(() => vi.useRealTimers());

describe('a pass', () => {
  it('lets in who made it, by the key that it was made for', () => {
    const { n, e } = privateKey.export({ format: 'jwk' });
    expect(passes.keysOf(passes.make(privateKey))?.current.export({ format: 'jwk' })).toMatchObject({ n, e });
  });

  it('lets nobody in after a minute', () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const pass = passes.make(privateKey);
    vi.advanceTimersByTime(59_000);
    expect(passes.keysOf(pass)).toBeDefined();
    vi.advanceTimersByTime(2_000);
    expect(passes.keysOf(pass)).toBeUndefined();
  });

  it('is worth nothing changed, made up, or made with another key', () => {
    const pass = passes.make(privateKey);
    const changed = `${pass.startsWith('A') ? 'B' : 'A'}${pass.slice(1)}`;
    const strange = new SelfTestPasses('another encryption key of 32 bytes').make(privateKey);
    for (const other of [changed, strange, pass.slice(1), `${pass}AA`, '', 'A', 'é', 'A'.repeat(100_000)])
      expect(passes.keysOf(other)).toBeUndefined();
  });
});
