import { describe, expect, it } from 'vitest';
import { readAccessToken } from './access-token.js';

const refused = (code: string) => expect.objectContaining({ code });

describe('readAccessToken', () => {
  it('answers the one token as it stands, wherever it stands', () => {
    expect(readAccessToken('?access_token=a%2Bb=')).toBe('a%2Bb=');
    expect(readAccessToken('?x=1&access_token=t;u&access_token_ttl=0')).toBe('t;u');
  });

  it('takes an equal bearer token, raw or decoded', () => {
    expect(readAccessToken('?access_token=a%2Bb', 'Bearer a+b')).toBe('a%2Bb');
    expect(readAccessToken('?access_token=a%2Bb', 'bearer a%2Bb')).toBe('a%2Bb');
  });

  it.each(['', '?', '?x=1', '?access_token', '?access_token=', `?access_token=${'x'.repeat(8193)}`])(
    'refuses a query without a token, %#',
    (query) => {
      expect(() => readAccessToken(query)).toThrow(refused('invalid_token'));
    },
  );

  it.each(['Bearer other', 'Bearer', 'Basic dDp0', 'Bearer t, Bearer u', ''])(
    'refuses beside Authorization: %j',
    (value) => {
      expect(() => readAccessToken('?access_token=t', value)).toThrow(refused('invalid_token'));
    },
  );

  it.each([
    'access_token=a&access_token=b',
    'access_token=a&access_token=a',
    'access_token=a&access_token[]=b',
    'access_token[]=b&access_token=a',
    'access_token=a&Access_Token=b',
    'access_token=a&access%5Ftoken=b',
    'access_token=a&%61ccess_token=b',
    'access_token=a&+access_token=b',
    'access_token=a&%20access_token=b',
    'access_token=a&access.token=b',
    'access_token=a&access%5Btoken=b',
    'access_token=a;access_token=b',
    'x=1;access_token=b&access_token=a',
    'access_token=a&access_token%00=b',
    'access_token[0]=a',
  ])('refuses the ambiguous %s', (query) => {
    expect(() => readAccessToken(`?${query}`)).toThrow(refused('invalid_header'));
  });
});
