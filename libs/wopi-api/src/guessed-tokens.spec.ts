import { AuditTrail } from '#files';
import { WopiError } from '#wopi-protocol';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { GuessedTokens } from './guessed-tokens.js';

afterEach(() => void vi.useRealTimers());

const wrong = new WopiError('invalid_token');

/** What becomes of so many refusals of one address: their codes, the first and the last. */
function refused(guesses: GuessedTokens, address: string | undefined, times: number, refusal: Error = wrong) {
  const codes = Array.from({ length: times }, () => {
    const trail = new AuditTrail({ tenantId: 't', operation: 'CheckFileInfo' });
    try {
      return guesses.refuse(refusal, address, trail);
    } catch (error) {
      return { error: error as WopiError, written: trail.written };
    }
  });
  return { first: codes[0]!, last: codes.at(-1)! };
}

describe('GuessedTokens', () => {
  it('waits for a hundred, of the second one after which the log hears nothing', () => {
    const guesses = new GuessedTokens();
    expect(refused(guesses, '192.0.2.1', 100).last).toEqual({ error: wrong, written: false });
    expect(refused(guesses, '192.0.2.1', 1).last).toMatchObject({
      error: { code: 'throttled' },
      written: false,
    });
    expect(refused(guesses, '192.0.2.1', 1).last).toMatchObject({
      error: { code: 'throttled' },
      written: true,
    });
  });

  it.each([
    ['192.0.2.1', '::ffff:192.0.2.1', '192.0.2.2'],
    ['2001:db8::1', '2001:db8::ffff:2', '2001:db8:0:1::1'],
    [undefined, 'unknown', '192.0.2.1'],
  ])('counts %s and %s together, and %s for itself', (one, same, other) => {
    const guesses = new GuessedTokens();
    refused(guesses, one, 100);
    expect(refused(guesses, other, 1).last.error).toBe(wrong);
    expect(refused(guesses, same, 1).last.error.code).toBe('throttled');
  });

  it('says how much is left of the minute that began with the first, and begins anew after it', () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    const guesses = new GuessedTokens();
    refused(guesses, '192.0.2.1', 1);
    vi.advanceTimersByTime(50_000);
    expect(refused(guesses, '192.0.2.1', 100).last.error.detail.retryAfterSeconds).toBe(10);
    vi.advanceTimersByTime(10_001);
    expect(refused(guesses, '192.0.2.1', 1).last.error).toBe(wrong);
  });

  it('counts nothing else', () => {
    const guesses = new GuessedTokens();
    for (const other of [new WopiError('file_not_found'), new Error('the database is away')])
      expect(refused(guesses, '192.0.2.1', 200, other).last.error).toBe(other);
    expect(refused(guesses, '192.0.2.1', 1).last.error).toBe(wrong);
  });
});
