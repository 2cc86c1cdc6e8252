import { randomBytes } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SpookyHash, spookyHash } from './spooky-hash.js';

describe('SpookyHash V2', () => {
  it.each([
    ['', '1909f56bfc062723c751e8b465ee728b'],
    ['foobar', '99deed03a557c0869a62374ee28f1765'],
    ['0123456789abcdef', 'ad804b964668d0e2204c5cc78a060560'],
    ['0123456789abcdef0123456789abcdef', '5a2b5162ceaf2996537939008779bf8c'],
    ['SampleTextVersion-1', '3a9496869b75d81464b865f8cfb6d03e'],
    ['x'.repeat(191), 'd6d245acb4a5b86583f8cc8d65e870d9'],
    ['x'.repeat(192), '8644faae9218376ea5a737228b6ee163'],
  ])('hashes "%s" to %s', (text, hex) => {
    expect(spookyHash(Buffer.from(text)).toString('hex')).toBe(hex);
  });

  it('does not mind how the bytes are cut', () => {
    const cuts = fc.array(fc.nat(100_000), { maxLength: 8 });
    const lengths = fc.oneof(fc.nat(400), fc.nat(100_000));
    fc.assert(
      fc.property(lengths, cuts, (length, places) => {
        const bytes = randomBytes(length);
        const hash = new SpookyHash();
        let from = 0;
        for (const to of [...places.filter((place) => place < length).sort((a, b) => a - b), length]) {
          hash.update(bytes.subarray(from, to));
          from = to;
        }
        expect(hash.digest()).toEqual(spookyHash(bytes));
      }),
    );
  });

  it('keeps two messages apart that are hashed in turn', () => {
    const [one, other] = [randomBytes(1_000), randomBytes(1_000)];
    const [first, second] = [new SpookyHash(), new SpookyHash()];
    for (let from = 0; from < 1_000; from += 250) {
      first.update(one.subarray(from, from + 250));
      second.update(other.subarray(from, from + 250));
    }
    expect([first.digest(), second.digest()]).toEqual([spookyHash(one), spookyHash(other)]);
  });
});
