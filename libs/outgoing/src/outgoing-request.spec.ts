import { describe, expect, it } from 'vitest';
import { requestHeaders, requestMethod, requestTarget, saysEmpty } from './outgoing-request.js';

describe('requestTarget', () => {
  it.each([
    [
      'https://a.example/x/../y%2e%2e/"q"?b=%7E&c=caf\xe9',
      'https://a.example',
      '/x/../y%2e%2e/"q"?b=%7E&c=caf\xe9',
    ],
    ['HTTP://A.EXAMPLE:80', 'http://a.example', '/'],
    ['https://a.example:8443?x=1', 'https://a.example:8443', '/?x=1'],
    ['http://0x7f.1/secret#part', 'http://127.0.0.1', '/secret'],
    ['http://[::FFFF:127.0.0.1]//double', 'http://[::ffff:7f00:1]', '//double'],
    ['http://a.example/user@b.example', 'http://a.example', '/user@b.example'],
  ])('reads %s', (url, origin, path) => {
    expect(requestTarget(url)).toMatchObject({ origin, path });
  });

  it.each([
    'file:///etc/passwd',
    'gopher://a.example/',
    'unix:/var/run/docker.sock',
    'http:a.example',
    '//a.example/',
    'http://user:secret@a.example/',
    'http://a.example\\@b.example/',
    'http://a.example/x\\y',
    'http://a.exa mple/',
    'http://a.example/a b',
    'http://a.example/a\r\nHost: b',
    'http://a.example/\u20ac',
    'http://a.example:99999/',
    'http://',
    '',
  ])('refuses %j', (url) => {
    expect(() => requestTarget(url)).toThrow(expect.objectContaining({ code: 'bad_url' }));
  });
});

describe('requestHeaders', () => {
  it('keeps order, case, repetitions, empty values and single bytes', () => {
    const headers = [
      ['X-WOPI-Lock', ''],
      ['x-B', 'caf\xe9\t+AGE-'],
      ['x-B', '2'],
      ['User-Agent', 'mine'],
    ] as const;
    expect(requestHeaders(headers, 'gateway')).toEqual(headers.flat());
  });

  it('takes values by name, and names the program where nobody did', () => {
    expect(requestHeaders({ a: 'b', c: ['d', 'e'], f: undefined }, 'gateway')).toEqual([
      'a',
      'b',
      'c',
      'd',
      'c',
      'e',
      'User-Agent',
      'gateway',
    ]);
  });

  it.each(['Host', 'CONNECTION', 'Transfer-Encoding', 'Expect', 'Upgrade', 'Keep-Alive', 'TE', 'Trailer'])(
    'leaves %s out',
    (name) => {
      expect(requestHeaders([[name, 'x']], 'g')).toEqual(['User-Agent', 'g']);
    },
  );

  it.each([
    [['bad name', 'x']],
    [['', 'x']],
    [['x', 'a\r\nb']],
    [['x', 'a\0']],
    [['x', '\u20ac']],
    [['Content-Length', '-1']],
    [['Content-Length', '1, 1']],
    [
      ['Content-Length', '1'],
      ['content-length', '1'],
    ],
  ] as [string, string][][])('refuses %j', (...headers) => {
    expect(() => requestHeaders(headers, 'g')).toThrow(expect.objectContaining({ code: 'bad_request' }));
  });

  it('never repeats a value in what it throws', () => {
    expect(() => requestHeaders([['Authorization', 'secret\n']], 'g')).toThrow(
      /^[^]*\(Authorization\)(?![^]*secret)/,
    );
  });
});

describe('saysEmpty', () => {
  it.each([
    [['content-length', '0'], true],
    [['Content-Length', '00'], true],
    [['Content-Length', '1'], false],
    [['X', '0'], false],
  ] as [string[], boolean][])('%j: %s', (headers, expected) => expect(saysEmpty(headers)).toBe(expected));
});

describe('requestMethod', () => {
  it.each(['CONNECT', 'TRACE', 'get', 'GET / HTTP/1.1\r\nX:', ''])('never sends %j', (method) => {
    expect(() => requestMethod(method)).toThrow(expect.objectContaining({ code: 'bad_request' }));
  });
});
