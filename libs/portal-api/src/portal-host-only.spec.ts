import type { Request, Response } from 'express';
import { describe, expect, it } from 'vitest';
import { portalHostOnly } from './portal-host-only.js';

type Answer = 'next' | number | string;

function ask(
  guard: ReturnType<typeof portalHostOnly>,
  host: string | undefined,
  path: string,
  method = 'GET',
): Answer {
  let answer: Answer = 'none';
  const response = {
    redirect: (_: number, to: string) => (answer = to),
    status: (status: number) => ((answer = status), response),
    set: () => response,
    type: () => response,
    end: () => undefined,
  } as unknown as Response;
  guard({ headers: { host }, path, method } as unknown as Request, response, () => (answer = 'next'));
  return answer;
}

describe('portalHostOnly', () => {
  const apart = portalHostOnly('https://files.example.com', 'https://wopi.example.com');

  it.each<[string | undefined, string, Answer]>([
    ['files.example.com', '/', 'next'],
    ['files.example.com', '/api/portal/me', 'next'],
    ['FILES.example.com:443', '/open/1', 'next'],
    ['files.example.com', '/wopi/files/1', 404],
    ['files.example.com', '/WOPI/files/1/contents', 404],
    ['files.example.com', '/wopi', 404],
    ['files.example.com', '/wopinion', 'next'],
    ['files.example.com', '/wopibootstrapper', 404],
    ['wopi.example.com', '/wopibootstrapper', 'next'],
    ['wopi.example.com', '/oauth/token', 404],
    ['wopi.example.com', '/wopi/files/1', 'next'],
    ['10.0.0.7:3000', '/wopi/files/1', 'next'],
    [undefined, '/wopi/files/1', 'next'],
    ['wopi.example.com', '/', 'https://files.example.com/'],
    ['wopi.example.com', '/api/portal/me', 404],
    ['wopi.example.com', '/open/1', 404],
    ['wopi.example.com', '//wopi/files/1', 404],
    ['files.example.com:8443', '/api/portal/me', 404],
    ['files.example.com.evil.example', '/api/portal/me', 404],
    ['files.example.com@evil.example', '/api/portal/me', 404],
    ['not a host', '/api/portal/me', 404],
    [undefined, '/api/portal/me', 404],
  ])('at %s, %s is answered by %s', (host, path, answer) => {
    expect(ask(apart, host, path)).toBe(answer);
  });

  it('tells apart two names of one machine', () => {
    const local = portalHostOnly('http://localhost:3000', 'http://127.0.0.1:3000');
    expect(ask(local, 'localhost:3000', '/')).toBe('next');
    expect(ask(local, '127.0.0.1:3000', '/')).toBe('http://localhost:3000/');
    expect(ask(local, 'localhost:3000', '/wopi/files/1')).toBe(404);
  });

  it('lets everything through where both have one name', () => {
    const together = portalHostOnly('https://one.example.com', 'https://one.example.com');
    expect(ask(together, 'one.example.com', '/wopi/files/1')).toBe('next');
    expect(ask(together, 'anything', '/api/portal/me')).toBe('next');
  });

  it('redirects nobody who sends something', () => {
    expect(ask(apart, 'wopi.example.com', '/', 'POST')).toBe(404);
  });
});
