import { describe, expect, it } from 'vitest';
import type { Outgoing } from '#outgoing';
import { certificateLasts } from './certificate-lasts.js';

const DAY_MS = 24 * 3600 * 1000;

/** A way out to a server whose certificate ends in so many days. */
const endingIn = (days: number) =>
  ({
    certificate: async () => ({ issuer: 'R11', validUntil: new Date(Date.now() + days * DAY_MS + 60_000) }),
  }) as unknown as Outgoing;

const looked = (outgoing: Outgoing) =>
  Promise.all(certificateLasts('host', 'https://wopi.example.com', outgoing));

describe('a certificate', () => {
  it('that lasts is well', async () => {
    expect(await looked(endingIn(14))).toEqual([
      { name: 'host certificate', ok: true, seen: 'of R11, for 14 days yet' },
    ]);
  });

  it('that ends soon is to be renewed', async () => {
    const change = expect.stringContaining('wopi.example.com');
    expect(await looked(endingIn(13))).toMatchObject([
      { ok: false, seen: 'of R11, for 13 days yet', change },
    ]);
  });

  it('that is not trusted says why', async () => {
    const refuse = () => Promise.reject(new Error('not acceptable'));
    expect(await looked({ certificate: refuse } as unknown as Outgoing)).toMatchObject([
      { ok: false, seen: 'not acceptable' },
    ]);
  });

  it('is not asked for at an address of http', () => {
    expect(certificateLasts('host', 'http://127.0.0.1:3000', endingIn(1))).toEqual([]);
  });
});
