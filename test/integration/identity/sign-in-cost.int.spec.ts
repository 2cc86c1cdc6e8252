import 'reflect-metadata';
import { Test, type TestingModule } from '@nestjs/testing';
import { verify } from '@node-rs/argon2';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { cloneDatabase, type DatabaseClone } from '../../support/database.js';

// Works as ever, and remembers what it was asked.
vi.mock('@node-rs/argon2', async (original) => {
  const argon2 = await original<typeof import('@node-rs/argon2')>();
  return { ...argon2, verify: vi.fn<typeof argon2.verify>(argon2.verify) };
});
// Files before this one have loaded the libs with what they really use.
vi.resetModules();
const { DatabaseModule } = await import('#database');
const { IdentityModule, PortalSessions, UsersService } = await import('#identity');

const PASSWORD = 'correct horse battery staple';
const ARGON2ID = /^\$argon2id\$v=19\$m=19456,t=2,p=1\$/;

let database: DatabaseClone;
let module: TestingModule;

beforeAll(async () => {
  database = await cloneDatabase();
  const options = { tenantId: '00000000-0000-0000-0000-000000000001', portalOrigin: 'https://portal.test' };
  module = await Test.createTestingModule({
    imports: [
      DatabaseModule.forRoot({ url: database.url, applicationName: 'identity-test' }),
      IdentityModule.forRoot({ ...options, secureCookies: true }),
    ],
  }).compile();
  await module.init();
  await module.get(UsersService).ensureUser('vouched');
});
afterAll(async () => {
  await module.close();
  await database.drop();
});

it.each(['unknown', 'vouched', 'no login at all'])(
  'a sign-in costs %s a hash of the same kind as anybody else',
  async (login) => {
    vi.mocked(verify).mockClear();
    const attempt = module.get(PortalSessions).signIn(login, PASSWORD, '203.0.113.1');
    await expect(attempt).rejects.toThrow('The login or the password is wrong.');
    const [[encoded, password]] = vi.mocked(verify).mock.calls as [[string, string]];
    expect(vi.mocked(verify)).toHaveBeenCalledTimes(1);
    expect(encoded).toMatch(ARGON2ID);
    expect(password).toBe(PASSWORD);
  },
);
