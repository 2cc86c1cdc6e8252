import { describe, expect, it } from 'vitest';
import { PortalCookie } from './portal-cookie.js';

const value = 'v'.repeat(43);
const cookie = (secureCookies: boolean) =>
  new PortalCookie({ tenantId: 't', portalOrigin: 'https://portal.test', secureCookies });

describe('PortalCookie', () => {
  it('is bound to its host and to https where the portal has https', () => {
    expect(cookie(true).set(value)).toBe(
      `__Host-portal=${value}; Path=/; HttpOnly; SameSite=Lax; Secure; Max-Age=43200`,
    );
  });

  it('has a plain name on http, where browsers refuse the prefix', () => {
    expect(cookie(false).set(value)).toBe(`portal=${value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=43200`);
  });

  it('is cleared with the attributes that it was set with', () => {
    expect(cookie(true).clear()).toBe('__Host-portal=; Path=/; HttpOnly; SameSite=Lax; Secure; Max-Age=0');
  });

  it.each([
    ['alone', `portal=${value}`],
    ['among others', `a=b; portal=${value}; c=d`],
    ['without spaces', `a=b;portal=${value}`],
    ['behind a malformed one of the same name', `portal=; portal=short; portal=${value}`],
  ])('is read %s', (_, header) => {
    expect(cookie(false).read(header)).toBe(value);
  });

  it.each([
    ['no header', undefined],
    ['an empty header', ''],
    ['another name that ends alike', `xportal=${value}`],
    ['the name in other letters', `Portal=${value}`],
    ['the name of the https cookie', `__Host-portal=${value}`],
    ['a value too short', `portal=${value.slice(1)}`],
    ['a value too long', `portal=${value}v`],
    ['a quoted value', `portal="${value}"`],
    ['foreign characters', `portal=${value.slice(1)}%`],
    ['no value', 'portal'],
  ])('is not found in %s', (_, header) => {
    expect(cookie(false).read(header)).toBeUndefined();
  });
});
