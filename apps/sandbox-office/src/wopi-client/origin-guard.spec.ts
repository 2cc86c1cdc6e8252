import { describe, expect, it } from 'vitest';
import { OriginGuard } from './origin-guard.js';

describe('OriginGuard', () => {
  const loopback = new OriginGuard();
  const listed = new OriginGuard(['https://wopi.example.test', 'http://10.0.0.5:8080']);

  it.each([
    'http://127.0.0.1:3000/wopi/files/a',
    'http://localhost/f',
    'http://[::1]:9/f',
    'http://2130706433/f',
  ])('lets %s pass without a list', (url) => expect(loopback.refusal(url)).toBeUndefined());

  it.each([
    'http://169.254.169.254/latest', 'http://10.0.0.5:8080/f', 'http://[::ffff:10.0.0.5]/f', 'http://127.0.0.1.evil.test/f',
    'http://localhost.evil.test/f', 'http://0.0.0.0/f', 'file:///etc/passwd', 'gopher://127.0.0.1/f', 'http://a@127.0.0.1/f',
    'http://127.0.0.1/f#x', '/wopi/files/a', '',
  ])('refuses %s without a list', (url) => expect(loopback.refusal(url)).toMatch(/\.$/)); // prettier-ignore

  it('compares whole origins with a list, loopback included', () => {
    expect(listed.refusal('https://wopi.example.test/wopi/files/a')).toBeUndefined();
    expect(listed.refusal('http://10.0.0.5:8080/f')).toBeUndefined();
    for (const url of [
      'http://wopi.example.test/f',
      'https://wopi.example.test:444/f',
      'http://10.0.0.5/f',
      'http://127.0.0.1/f',
    ]) {
      expect([url, listed.refusal(url)]).toEqual([url, expect.stringContaining('SANDBOX_ALLOWED_ORIGINS')]);
    }
  });
});
