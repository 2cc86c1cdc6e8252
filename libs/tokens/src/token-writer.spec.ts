import { createSecretKey, randomBytes } from 'node:crypto';
import jwt from 'jsonwebtoken';
import { describe, expect, it } from 'vitest';
import { tokenWriter } from './token-writer.js';

const key = { keyId: 'key', secret: createSecretKey(randomBytes(32)) };
const payload = {
  tid: 't',
  sid: 's',
  uid: 'u',
  act: 'edit',
  cli: 'office',
  iat: 1.5,
  exp: 4_000_000_000,
} as const;

describe('a token', () => {
  it.each(['', 'o', 'of', 'off', 'öffi'])(
    'is a JWT that others read, whatever its length: client "%s"',
    (cli) => {
      const token = tokenWriter(key, { ...payload, cli })({ kind: 'file', id: 'f' });
      const read = jwt.verify(token, key.secret, { algorithms: ['HS256'], complete: true });
      expect(read.header).toEqual({ alg: 'HS256', typ: 'JWT', kid: 'key' });
      expect(read.payload).toEqual({ ...payload, cli, aud: 'wopi', knd: 'file', rid: 'f' });
    },
  );

  it('is for one resource, even of an id with quotes in it', () => {
    const write = tokenWriter(key, payload);
    const ids = ['a', 'b', '","rid":"a'];
    const read = ids.map((id) => jwt.verify(write({ kind: 'container', id }), key.secret) as jwt.JwtPayload);
    expect(read.map(({ rid }) => rid as string)).toEqual(ids);
  });
});
