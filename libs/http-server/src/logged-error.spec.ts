import { describe, expect, it } from 'vitest';
import { loggedError, withoutTokens } from './logged-error.js';

const JWT = `${Buffer.from('{"alg":"HS256"}').toString('base64url')}.e30.c2lnbmF0dXJl`;

describe('loggedError', () => {
  it('tells class, message, code, constraint and calls, and nothing else that hangs on an error', () => {
    const error = Object.assign(new RangeError('violates check constraint "files_name"'), {
      code: '23514',
      constraint: 'files_name',
      detail: 'Failing row contains (canary.docx).',
      parameters: ['canary.docx'],
    });
    const logged = loggedError(error);
    expect(logged).toMatchObject({ type: 'RangeError', message: error.message, code: '23514' });
    expect(logged.constraint).toBe('files_name');
    expect(logged.stack).toMatch(/^ +at .*logged-error\.spec/);
    expect(JSON.stringify(logged)).not.toContain('canary');
  });

  it.each([
    ['JSON.parse', () => JSON.parse('{"name": canary}') as unknown],
    [
      'PostgreSQL',
      () => {
        const message = 'invalid input syntax for type uuid: "canary "of" two lines\ncanary"';
        throw Object.assign(new Error(message), { code: '22P02' });
      },
    ],
  ])('takes out the value that %s could not read', (_, fail) => {
    let logged;
    try {
      fail();
    } catch (error) {
      logged = loggedError(error as Error);
    }
    expect(logged?.message).toContain('"…"');
    expect(JSON.stringify(logged)).not.toContain('canary');
  });

  it('tells causes, of an endless row of them the first five', () => {
    const error = new Error('outer', { cause: new Error(`GET /wopi?access_token=${JWT}`) });
    expect(loggedError(error).cause?.message).toBe('GET /wopi?access_token=***');
    (error.cause as Error).cause = error;
    expect(JSON.stringify(loggedError(error)).match(/"message"/g)).toHaveLength(6);
  });
});

describe('withoutTokens', () => {
  it.each([
    [`/wopi/files/1?access_token=a%2Fb&x=1`, '/wopi/files/1?access_token=***&x=1'],
    [`Authorization: Bearer a.b-c`, 'Authorization: Bearer ***'],
    [`/wopi/files/${JWT}/contents`, '/wopi/files/***/contents'],
    ['Instance 1 answers again', 'Instance 1 answers again'],
  ])('of %s', (text, safe) => expect(withoutTokens(text)).toBe(safe));
});
