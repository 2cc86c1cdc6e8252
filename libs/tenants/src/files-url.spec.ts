import { describe, expect, it } from 'vitest';
import { normaliseFilesUrl, registeredSpelling } from './files-url.js';

describe('normaliseFilesUrl', () => {
  it.each([
    ['https://ocis.acme.example/wopi/files/', 'https://ocis.acme.example/wopi/files/'],
    ['HTTPS://Ocis.ACME.Example:443/wopi/files', 'https://ocis.acme.example/wopi/files/'],
    ['https://wopi.acme.example:8443/wopi/files/', 'https://wopi.acme.example:8443/wopi/files/'],
    [
      'https://cloud.acme.example/Sub/index.php/apps/wopi/files/',
      'https://cloud.acme.example/Sub/index.php/apps/wopi/files/',
    ],
    ['https://[2001:DB8::1]/wopi/files/', 'https://[2001:db8::1]/wopi/files/'],
    ['https://0x7f.1/wopi/files/', 'https://127.0.0.1/wopi/files/'],
  ])('writes %s as %s', (text, expected) => {
    expect(normaliseFilesUrl(text)).toBe(expected);
  });

  it.each([
    'ftp://cloud.example/wopi/files/',
    'https://user:pass@cloud.example/wopi/files/',
    'https://cloud.example/wopi/files/?x=1',
    'https://cloud.example/wopi/files/#x',
    'https://cloud.example/wopi/../files/',
    'https://cloud.example/wopi/%2E%2e/files/',
    'https://cloud.example/./wopi/files/',
    'https://cloud.example//wopi/files/',
    'https://cloud.example/wopi%2ffiles/',
    'https://cloud.example\\wopi\\files\\',
    'https://cloud.example/wopi/\tfiles/',
    'https://cloud.example@evil.example/wopi/files/',
    'https:///wopi/files/',
    'cloud.example/wopi/files/',
    `https://cloud.example/${'a'.repeat(600)}/`,
    '',
  ])('refuses %j', (text) => {
    expect(() => normaliseFilesUrl(text, { privateNetwork: true })).toThrow(
      expect.objectContaining({ code: 'invalid_files_url' }),
    );
  });

  it('takes plain http for a private network only', () => {
    expect(normaliseFilesUrl('http://127.0.0.1:3000/wopi/files/', { privateNetwork: true })).toBe(
      'http://127.0.0.1:3000/wopi/files/',
    );
    expect(() => normaliseFilesUrl('http://127.0.0.1:3000/wopi/files/')).toThrow(/https/);
  });
});

describe('registeredSpelling', () => {
  it('finds another spelling, but invents no slash and takes no way round', () => {
    expect(registeredSpelling('HTTPS://Cloud.example:443/wopi/files/')).toBe(
      'https://cloud.example/wopi/files/',
    );
    expect(registeredSpelling('https://cloud.example/wopi/files')).toBeUndefined();
    expect(registeredSpelling('https://cloud.example/x/../wopi/files/')).toBeUndefined();
  });
});
