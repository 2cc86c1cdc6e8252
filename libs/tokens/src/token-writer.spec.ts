import { createSecretKey, randomBytes } from 'node:crypto';
import jwt from 'jsonwebtoken';
import { describe, expect, it } from 'vitest';
import { writeToken } from './token-writer.js';

const key = { keyId: 'key', secret: createSecretKey(randomBytes(32)) };
const payload = {
  tid: 't',
  sid: 's',
  uid: 'u',
  act: 'edit',
  cli: 'öffi"',
  iat: 1.5,
  exp: 4_000_000_000,
  knd: 'file',
  rid: '","rid":"a',
} as const;

describe('an access token', () => {
  it('is a JWT that others read', () => {
    const token = writeToken(key, payload, 'wopi');
    const read = jwt.verify(token, key.secret, { algorithms: ['HS256'], complete: true });
    expect(read.header).toEqual({ alg: 'HS256', typ: 'JWT', kid: 'key' });
    expect(read.payload).toEqual({ ...payload, aud: 'wopi' });
  });
});
