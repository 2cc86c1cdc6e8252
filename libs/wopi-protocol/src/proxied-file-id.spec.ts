import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  checkProxiedFileId,
  looksProxied,
  mintProxiedFileId,
  type ProxiedFileId,
  type ProxiedFileIdDialect,
  readProxiedFileId,
} from './proxied-file-id.js';

const ACME = Buffer.from('acme-proxy-secret-0123456789abcdef');

const SIGNATURES: readonly [string, ProxiedFileId, string][] = [
  [
    'secret',
    { filesUrl: 'https://cloud.example.test/wopi/files/', fileId: '123456' },
    'LzyGPanHKxjLlIPoyfGU4cAUxzy3FAmBqMIqLCSHclg',
  ],
  [
    'secret',
    { filesUrl: 'https://ocis.team/wopi/files/', fileId: '123456' },
    '6ol9PQXGKktKfAri8tsJ4X_a9rIeosJ7id6KTQW6Ui0',
  ],
  [
    'your_supa_secret',
    {
      filesUrl: 'https://wopi.opencloud.test/wopi/files/',
      fileId: '2f6ec18696dd1008106749bd94106e5cfad5c09e15de7b77088d03843e71b43e',
    },
    'j873xu7TkqtIokSIQXW5y7-BRRrHgIURqAx4WY_zxTA',
  ],
];

const plain: ProxiedFileIdDialect = { headerOrder: 'alg,typ', escapedSlashes: false };
const TOKENS: readonly [string, string, ProxiedFileId, ProxiedFileIdDialect][] = [
  [
    'oCIS and OpenCloud',
    'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJ1IjoiaHR0cHM6Ly9vY2lzLmFjbWUuZXhhbXBsZS93b3BpL2ZpbGVzLyIsImYiOiI4NzBkZDNmZThlZmY3ZGExMjkyMzY0MWQ5YjE2ZDYzNmM2Mzk2ODlkOGJiOGU5YTIyYjAzYmI1YWNhOGEyZjIxIn0.FK8ah6bmJntDcphUzkSdOXAXGO4SI4F7_iR95Fh9t0k',
    {
      filesUrl: 'https://ocis.acme.example/wopi/files/',
      fileId: '870dd3fe8eff7da12923641d9b16d636c639689d8bb8e9a22b03bb5aca8a2f21',
    },
    plain,
  ],
  [
    'ownCloud 10',
    'eyJ0eXAiOiJKV1QiLCJhbGciOiJIUzI1NiJ9.eyJ1IjoiaHR0cHM6Ly9jbG91ZC5hY21lLmV4YW1wbGUvaW5kZXgucGhwL2FwcHMvd29waS9maWxlcy8iLCJmIjoiMjE0NzQ4MzY0NyJ9.s49bK1Og3CXp6ryavBasmFA_SftRDAMDxOkL1BxR5LY',
    { filesUrl: 'https://cloud.acme.example/index.php/apps/wopi/files/', fileId: '2147483647' },
    { headerOrder: 'typ,alg', escapedSlashes: false },
  ],
  [
    'ownCloud 10 with escaped slashes',
    'eyJ0eXAiOiJKV1QiLCJhbGciOiJIUzI1NiJ9.eyJ1IjoiaHR0cHM6XC9cL2Nsb3VkLmFjbWUuZXhhbXBsZVwvaW5kZXgucGhwXC9hcHBzXC93b3BpXC9maWxlc1wvIiwiZiI6IjIxNDc0ODM2NDcifQ._AFhbgqOYyXmiWQ3QNgoY2tTAvjnAe49gdP3qnwsw5Q',
    { filesUrl: 'https://cloud.acme.example/index.php/apps/wopi/files/', fileId: '2147483647' },
    { headerOrder: 'typ,alg', escapedSlashes: true },
  ],
  [
    'wopiserver',
    'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJ1IjoiaHR0cHM6Ly93b3BpLmFjbWUuZXhhbXBsZTo4NDQzL3dvcGkvZmlsZXMvIiwiZiI6IlpXOXphRzl0WlRveCFNVEl6In0.hTRg3nUZErfL3C4jpHD2F0O0449EUfua21dUbhp9j-8',
    { filesUrl: 'https://wopi.acme.example:8443/wopi/files/', fileId: 'ZW9zaG9tZTox!MTIz' },
    plain,
  ],
];

const encode = (json: string) => Buffer.from(json).toString('base64url');
const forge = (header: string, claims: string | Buffer, secret = ACME) => {
  const signed = `${encode(header)}.${Buffer.from(claims).toString('base64url')}`;
  return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
};
const HEADER = '{"alg":"HS256","typ":"JWT"}';
const CLAIMS = '{"u":"https://c.test/wopi/files/","f":"1"}';

describe('the published signatures', () => {
  it.each(SIGNATURES)('key %s, %o', (secret, id, signature) => {
    const minted = mintProxiedFileId(id, Buffer.from(secret));
    expect(minted.split('.')[2]).toBe(signature);
    expect(checkProxiedFileId(minted, [{ secret: Buffer.from(secret) }])).toBeDefined();
  });
});

describe('the tokens of the products', () => {
  it.each(TOKENS)('%s: read, checked and minted byte for byte', (_, token, id, dialect) => {
    expect(looksProxied(token)).toBe(true);
    expect(readProxiedFileId(token)).toEqual({ ...id, dialect });
    const key = { name: 'acme', secret: ACME };
    expect(checkProxiedFileId(token, [{ name: 'x', secret: Buffer.from('other') }, key])).toBe(key);
    expect(mintProxiedFileId(id, ACME, dialect)).toBe(token);
  });
});

describe('readProxiedFileId', () => {
  it('reads an unknown dialect, and says so', () => {
    for (const token of [
      forge(HEADER, '{"f":"1","u":"https://c.test/wopi/files/"}'),
      forge(HEADER, '{"u": "https://c.test/wopi/files/", "f": "1"}'),
      forge('{"alg":"HS256"}', CLAIMS),
    ]) {
      expect(readProxiedFileId(token)).toEqual({
        filesUrl: 'https://c.test/wopi/files/',
        fileId: '1',
        dialect: undefined,
      });
    }
  });

  it.each<[string, string]>([
    ['alg none', forge('{"alg":"none","typ":"JWT"}', CLAIMS)],
    ['alg in lower case', forge('{"alg":"hs256","typ":"JWT"}', CLAIMS)],
    ['alg HS512', forge('{"alg":"HS512","typ":"JWT"}', CLAIMS)],
    ['no alg', forge('{"typ":"JWT"}', CLAIMS)],
    ['another typ', forge('{"alg":"HS256","typ":"JWE"}', CLAIMS)],
    ['a key id', forge('{"alg":"HS256","typ":"JWT","kid":"1"}', CLAIMS)],
    ['alg twice', forge('{"alg":"none","alg":"HS256","typ":"JWT"}', CLAIMS)],
    ['a header that is no object', forge('"HS256"', CLAIMS)],
    ['a header that is null', forge('null', CLAIMS)],
    ['no u', forge(HEADER, '{"f":"1"}')],
    ['no f', forge(HEADER, '{"u":"https://c.test/"}')],
    ['an empty f', forge(HEADER, '{"u":"https://c.test/","f":""}')],
    ['a number as f', forge(HEADER, '{"u":"https://c.test/","f":1}')],
    ['a list as f', forge(HEADER, '{"u":"https://c.test/","f":["1"]}')],
    ['another claim', forge(HEADER, '{"u":"https://c.test/","f":"1","exp":"1"}')],
    ['__proto__', forge(HEADER, '{"u":"https://c.test/","f":"1","__proto__":"x"}')],
    ['u twice', forge(HEADER, '{"u":"https://evil.test/","u":"https://c.test/","f":"1"}')],
    [
      'u twice, once escaped',
      forge(HEADER, '{"\\u0075":"https://evil.test/","u":"https://c.test/","f":"1"}'),
    ],
    ['u twice, once a number', forge(HEADER, '{"u":1,"u":"https://c.test/","f":"1"}')],
    ['claims that are an array', forge(HEADER, '["u","f"]')],
    ['claims that are not JSON', forge(HEADER, '{u}')],
    [
      'claims that are not UTF-8',
      forge(HEADER, Buffer.from([...Buffer.from('{"u":"'), 0xff, ...Buffer.from('","f":"1"}')])),
    ],
    ['a byte order mark', forge(HEADER, `\ufeff${CLAIMS}`)],
    ['a short signature', forge(HEADER, CLAIMS).slice(0, -1)],
    [
      'a signature with loose last bits',
      forge(HEADER, CLAIMS).replace(/.$/, (c) => String.fromCharCode(c.charCodeAt(0) + 1)),
    ],
    [
      'loose last bits in the claims',
      forge(HEADER, `${CLAIMS} `).replace(/\.([^.]+)\./, (_, p: string) => `.${p.slice(0, -1)}B.`),
    ],
    ['padding', `${forge(HEADER, CLAIMS)}=`],
    ['two parts', forge(HEADER, CLAIMS).split('.').slice(0, 2).join('.')],
    ['four parts', `${forge(HEADER, CLAIMS)}.x`],
    [
      '1,025 characters and more',
      forge(HEADER, JSON.stringify({ u: 'https://c.test/', f: 'x'.repeat(800) })),
    ],
    ['nothing', ''],
  ])('refuses %s', (_, token) => {
    expect(readProxiedFileId(token)).toBeUndefined();
  });

  it('reads 1,024 characters', () => {
    let f = 'x';
    while (mintProxiedFileId({ filesUrl: 'https://c.test/', fileId: `${f}xx` }, ACME).length <= 1022)
      f += 'x';
    const token = mintProxiedFileId({ filesUrl: 'https://c.test/', fileId: `${f}xx` }, ACME);
    expect(token.length).toBeGreaterThan(1020);
    expect(readProxiedFileId(token)?.fileId).toBe(`${f}xx`);
    expect(() => mintProxiedFileId({ filesUrl: 'https://c.test/', fileId: `${f}xxxxxx` }, ACME)).toThrow(
      RangeError,
    );
  });
});

describe('checkProxiedFileId', () => {
  const token = forge(HEADER, CLAIMS);

  it('refuses another key, no key and an empty key', () => {
    expect(checkProxiedFileId(token, [{ secret: Buffer.from('x') }])).toBeUndefined();
    expect(checkProxiedFileId(token, [])).toBeUndefined();
    const empty = Buffer.alloc(0);
    expect(checkProxiedFileId(forge(HEADER, CLAIMS, empty), [{ secret: empty }])).toBeUndefined();
  });

  it('refuses a changed part', () => {
    const other = forge(HEADER, CLAIMS.replace('"1"', '"2"'));
    const mixed = [...token.split('.').slice(0, 2), other.split('.')[2]].join('.');
    expect(checkProxiedFileId(mixed, [{ secret: ACME }])).toBeUndefined();
    expect(checkProxiedFileId(token.slice(0, -3), [{ secret: ACME }])).toBeUndefined();
    expect(checkProxiedFileId(token.slice(0, -1), [{ secret: ACME }])).toBeUndefined();
  });

  it('gives the first of two equal keys', () => {
    const keys = [
      { id: 1, secret: ACME },
      { id: 2, secret: ACME },
    ];
    expect(checkProxiedFileId(token, keys)?.id).toBe(1);
  });
});

describe('looksProxied', () => {
  it.each(['870dd3fe', 'a.b', 'a.b.c.d', 'a..c', 'a.b.c=', 'a.b.c/contents', 'a.b.c\n', ''])(
    'not %j',
    (id) => {
      expect(looksProxied(id)).toBe(false);
    },
  );
});
