import { describe, expect, it } from 'vitest';
import { ResponseHeaders } from '#outgoing';
import { maybeFramedBy } from './frame-ancestors.js';

const PORTAL = 'https://files.example.com';
const EDITOR = 'https://editor.example.net';

const framed = (...raw: string[]) => maybeFramedBy(PORTAL, EDITOR, new ResponseHeaders(raw));
const csp = (policy: string) => framed('Content-Security-Policy', policy);

describe('a page', () => {
  it.each([
    "default-src 'self'; frame-ancestors https://files.example.com",
    'frame-ancestors other.example.com files.example.com:*',
    'frame-ancestors https://*.example.com:443',
    'frame-ancestors *',
    'FRAME-ANCESTORS https:',
    "script-src 'none'",
  ])('may be framed by the portal under %s', (policy) => expect(csp(policy)).toBe(true));

  it.each([
    "frame-ancestors 'none'",
    "frame-ancestors 'self'",
    'frame-ancestors https://example.com',
    'frame-ancestors https://*.files.example.com',
    'frame-ancestors files.example.com:8443',
    'frame-ancestors',
    "frame-ancestors *, frame-ancestors 'none'",
  ])('may not under %s', (policy) => expect(csp(policy)).toBe(false));

  it('is asked for X-Frame-Options only where no policy tells ancestors', () => {
    expect(framed()).toBe(true);
    expect(framed('X-Frame-Options', 'SAMEORIGIN')).toBe(false);
    expect(framed('X-Frame-Options', 'deny')).toBe(false);
    expect(framed('X-Frame-Options', 'DENY', 'Content-Security-Policy', `frame-ancestors ${PORTAL}`)).toBe(
      true,
    );
  });
});
