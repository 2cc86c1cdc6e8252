import { describe, expect, it } from 'vitest';
import { readRequestHeaders } from './request-headers.js';

const read = (headers: [string, string][]) => readRequestHeaders(headers.flat());

describe('readRequestHeaders', () => {
  it('lets WOPI and content headers cross, known or not, in their own spelling, and nothing else', () => {
    const crossing: [string, string][] = [
      ['x-WOPI-Brand-New', '\u00e4\u00ff +AGE-'],
      ['X-WOPI-Lock', ''],
      ['X-COOL-WOPI-Timestamp', '2026-01-01T00:00:00.000000Z'],
      ['X-LOOL-WOPI-IsAutosave', 'true'],
      ['Content-Type', 'application/octet-stream'],
      ['Authorization', 'Bearer t'],
      ['If-None-Match', '"1"'],
      ['Range', 'bytes=0-1'],
      ['X-Request-ID', 'r'],
    ];
    const staying: [string, string][] = [
      ['Host', 'proxy'],
      ['Cookie', 'a=b'],
      ['Forwarded', 'for=1'],
      ['X-Forwarded-For', '1'],
      ['X-Forwarded-Host', 'evil'],
      ['X-Original-URL', '/'],
      ['X-Rewrite-URL', '/'],
      ['Keep-Alive', '1'],
      ['TE', 'trailers'],
      ['Upgrade', 'h2c'],
      ['Expect', '100-continue'],
      ['Proxy-Authorization', 'x'],
      ['WOPI-Proxy-Assertion', 'forged'],
    ];
    const headers = read([...staying, ...crossing]);
    expect(headers.crossing).toEqual(crossing);
    expect(headers.value('x-wopi-lock')).toBe('');
    expect(headers.value('cookie')).toBeUndefined();
  });

  it.each(['X-WOPI-Lock', 'close, x-wopi-override', 'Authorization', 'keep-alive,AUTHORIZATION'])(
    'refuses Connection: %s',
    (value) => {
      expect(() => read([['Connection', value]])).toThrow(
        expect.objectContaining({ code: 'invalid_header' }),
      );
    },
  );

  it('drops what Connection names, but not the framing', () => {
    const headers = read([
      ['Connection', 'keep-alive, Range'],
      ['Connection', 'content-length'],
      ['Range', 'bytes=0-1'],
      ['Content-Length', '5'],
    ]);
    expect(headers.crossing).toEqual([['Content-Length', '5']]);
  });

  it('refuses a header that comes twice where it decides something', () => {
    for (const name of ['X-WOPI-Lock', 'Authorization', 'Content-Type']) {
      expect(() => read([[name, 'a'], [name.toLowerCase(), 'b']])).toThrow(expect.objectContaining({ code: 'invalid_header' })); // prettier-ignore
    }
  });

  it('knows whether a body follows', () => {
    expect(read([]).hasBody).toBe(false);
    expect(read([['Content-Length', '0']]).hasBody).toBe(false);
    expect(read([['Content-Length', '1']]).hasBody).toBe(true);
    expect(read([['Transfer-Encoding', 'chunked']]).hasBody).toBe(true);
  });
});
