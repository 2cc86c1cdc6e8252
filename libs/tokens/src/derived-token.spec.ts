import { createSecretKey, randomBytes, randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { ECOSYSTEM } from './access-token.js';
import { derivedTokenWriter, isDerivedFor, looksDerived, readDerivedToken } from './derived-token.js';

const newKey = () => ({
  keyId: randomBytes(8).toString('base64url'),
  secret: createSecretKey(randomBytes(32)),
});
const key = newKey();
const session = { tenantId: randomUUID(), sessionId: randomUUID() };
const issuedAt = new Date('2026-02-03T04:05:06.789Z');
const file = { kind: 'file', id: randomUUID() } as const;
const target = { tenantId: session.tenantId, resource: file };
const write = derivedTokenWriter(key, session, issuedAt);
const token = write(file);
const holds = (text: string, secret = key.secret, where: Parameters<typeof isDerivedFor>[2] = target) =>
  looksDerived(text) && isDerivedFor(readDerivedToken(text), secret, where);

describe('a derived token', () => {
  it('says key, session and time in 62 characters that no address escapes', () => {
    expect(token).toMatch(/^[\w-]{62}$/);
    const { keyId, sessionId, issuedAt: at } = readDerivedToken(token);
    expect({ keyId, sessionId, at }).toEqual({
      keyId: key.keyId,
      sessionId: session.sessionId,
      at: issuedAt,
    });
    expect(holds(token)).toBe(true);
  });

  it('is good for one resource of one tenant, by one key', () => {
    const elsewhere = { ...target, tenantId: randomUUID() };
    const another = { ...target, resource: { kind: 'file', id: randomUUID() } as const };
    const folder = { ...target, resource: { kind: 'container', id: file.id } as const };
    for (const where of [elsewhere, another, folder]) expect(holds(token, key.secret, where)).toBe(false);
    expect(holds(token, newKey().secret)).toBe(false);
    expect(holds(write(ECOSYSTEM), key.secret, { ...target, resource: ECOSYSTEM })).toBe(true);
  });

  it('has one spelling, and each character counts', () => {
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    for (let at = 0; at < token.length; at++) {
      const others = Array.from(alphabet).filter((letter) => letter !== token[at]);
      for (const letter of at === token.length - 1 ? others : others.slice(0, 2))
        expect(holds(token.slice(0, at) + letter + token.slice(at + 1)), `${at} ${letter}`).toBe(false);
    }
    for (const text of [`${token}=`, ` ${token}`, `${token}\n`, token.slice(1), `${token}A`, ''])
      expect(looksDerived(text), JSON.stringify(text)).toBe(false);
  });
});
