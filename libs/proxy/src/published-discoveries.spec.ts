import { parseDiscovery } from '#wopi-protocol';
import { describe, expect, it } from 'vitest';
import { PublishedDiscoveries } from './published-discoveries.js';

const discovery = () => ({
  zones: [{ name: 'external-https', apps: [{ name: 'Word', actions: [{ name: 'edit', ext: 'docx', urlsrc: 'https://office.example/?' }] }] }], // prettier-ignore
  proofKey: keyOf('dmFsdWU='),
});
const keyOf = (value: string) => ({
  value,
  modulus: 'bW9k',
  exponent: 'AQAB',
  oldvalue: 'b2xk',
  oldmodulus: 'bW9k',
  oldexponent: 'AQAB',
});
const key = keyOf('a2V5');
const words = { discoveryApps: ['Word'], discoveryActions: null };
const nothing = { discoveryApps: ['Excel'], discoveryActions: null };

describe('PublishedDiscoveries', () => {
  it('writes each variant of a document once, whoever asks', () => {
    const published = new PublishedDiscoveries();
    const known = discovery();
    const variants = () => [
      published.of(known),
      published.of(known, { policy: { ...words } }),
      published.of(known, { policy: { ...nothing } }),
      published.of(known, { proofKey: { ...key } }),
    ];
    const first = variants();
    variants().forEach((one, n) => expect(one).toBe(first[n]));
    expect(new Set(first.map(({ etag }) => etag)).size).toBe(3);
    expect(first[1]!.etag).toBe(first[0]!.etag);
    expect(parseDiscovery(first[2]!.xml).zones[0]?.apps ?? []).toEqual([]);
    expect(parseDiscovery(first[3]!.xml).proofKey).toMatchObject(key);
  });

  it('writes it anew for another document and for another key', () => {
    const published = new PublishedDiscoveries();
    const known = discovery();
    const before = [published.of(known), published.of(known, { proofKey: key })];
    const renewed = { ...discovery(), proofKey: keyOf('bmV3') };
    expect(published.of(renewed).etag).not.toBe(before[0]!.etag);
    expect(published.of(known, { proofKey: keyOf('bmV3') }).etag).not.toBe(before[1]!.etag);
  });
});
