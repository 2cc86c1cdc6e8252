import { describe, expect, it } from 'vitest';
import { answerHeaders } from './response-headers.js';

const pairs = (flat: string[]) =>
  flat.flatMap((name, i) => (i % 2 ? [] : [[name, flat[i + 1]!] as [string, string]]));

describe('answerHeaders', () => {
  it('lets the allow-listed headers cross, an empty X-WOPI-Lock too, and nothing that an upstream should not set', () => {
    const crossing: [string, string][] = [
      ['X-WOPI-Lock', ''],
      ['x-wopi-itemversion', '\u00e4'],
      ['Content-Type', 'application/json'],
      ['Content-Length', '5'],
      ['Cache-Control', 'private'],
      ['Content-Range', 'bytes 0-1/2'],
      ['Retry-After', '1'],
      ['WWW-Authenticate', 'Bearer'],
      ['WWW-Authenticate', 'Basic'],
    ];
    const staying: [string, string][] = [
      ['Set-Cookie', 'a=b'],
      ['Server', 'x'],
      ['Location', 'https://evil.example'],
      ['Strict-Transport-Security', 'max-age=1'],
      ['Access-Control-Allow-Origin', '*'],
      ['Transfer-Encoding', 'chunked'],
      ['Connection', 'close'],
      ['Clear-Site-Data', '"*"'],
      ['Content-Security-Policy', 'none'],
    ];
    const answered = pairs(answerHeaders([...staying, ...crossing]));
    for (const header of crossing) expect(answered).toContainEqual(header);
    for (const header of staying) expect(answered).not.toContainEqual(header);
    expect(answered).toContainEqual(['X-Content-Type-Options', 'nosniff']);
  });

  it('has an answer without instructions kept by nobody', () => {
    expect(pairs(answerHeaders([]))).toContainEqual(['Cache-Control', 'no-store']);
  });

  it('describes replaced bytes anew', () => {
    const answered = pairs(answerHeaders([['content-length', '9'], ['ETag', '"9"'], ['Content-MD5', 'x']], 4)); // prettier-ignore
    expect(answered.filter(([name]) => /length|etag|md5/i.test(name))).toEqual([['Content-Length', '4']]);
  });
});
