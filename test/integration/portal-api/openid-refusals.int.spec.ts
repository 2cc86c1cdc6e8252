import 'reflect-metadata';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { TestOpenIdProvider } from '../../support/openid-provider.js';
import { Portal } from '../../support/portal.js';
import { OpenIdPortal, refusal } from './openid-fixture.js';

let at: OpenIdPortal;
let provider: TestOpenIdProvider;

beforeAll(async () => {
  at = await OpenIdPortal.start();
  ({ provider } = at);
});
afterEach(() => {
  provider.tamper = (claims) => claims;
});
afterAll(() => at?.stop());

const leave: OpenIdPortal['leave'] = (...of) => at.leave(...of);
const comeBack: OpenIdPortal['comeBack'] = (...of) => at.comeBack(...of);
const signIn: OpenIdPortal['signIn'] = (...of) => at.signIn(...of);
const newPerson: OpenIdPortal['newPerson'] = (...of) => at.newPerson(...of);

const now = () => Math.floor(Date.now() / 1000);
const REFUSED = { status: 400, signedIn: false };

describe('a sign-in that is not what was begun', () => {
  it('is refused in another browser, whose cookie is missing or of another sign-in', async () => {
    const { subject } = newPerson();
    const back = await provider.signIn((await leave()).url, subject);
    expect(refusal(await comeBack(back, ''))).toEqual(REFUSED);
    expect(refusal(await comeBack(back, (await leave()).cookie))).toEqual(REFUSED);
  });

  it('is refused the second time, even with the old cookie', async () => {
    const { subject } = newPerson();
    const { url, cookie } = await leave();
    const back = await provider.signIn(url, subject);
    const first = await comeBack(back, cookie);
    expect(first.status).toBe(303);
    expect(first.headers.getSetCookie()).toContainEqual(expect.stringMatching(/^sign-in=;.*Max-Age=0$/));
    expect(refusal(await comeBack(back, cookie))).toEqual(REFUSED);
  });

  it('is refused with a cookie that was changed or made up', async () => {
    const { subject } = newPerson();
    const { url, cookie } = await leave();
    const back = await provider.signIn(url, subject);
    const flipped = cookie.slice(0, -2) + (cookie.endsWith('A') ? 'BB' : 'AA');
    for (const forged of [flipped, 'sign-in=e30', 'sign-in=', `sign-in=${'A'.repeat(200)}`])
      expect(refusal(await comeBack(back, forged))).toEqual(REFUSED);
  });

  it.each([
    ['another state', (query: URLSearchParams) => query.set('state', 'x'.repeat(43))],
    ['no state', (query: URLSearchParams) => query.delete('state')],
    ['two states', (query: URLSearchParams) => query.append('state', query.get('state')!)],
    ['another issuer', (query: URLSearchParams) => query.set('iss', 'https://evil.example')],
    ['another code', (query: URLSearchParams) => query.set('code', 'x'.repeat(43))],
    ['no code', (query: URLSearchParams) => query.delete('code')],
  ])('is refused with %s in its address', async (_, change) => {
    const { subject } = newPerson();
    const { url, cookie } = await leave();
    const back = await provider.signIn(url, subject);
    change(back.searchParams);
    expect(refusal(await comeBack(back, cookie))).toEqual(REFUSED);
  });

  it.each([
    ['with another nonce', { nonce: 'of another sign-in' }],
    ['without a nonce', { nonce: undefined }],
    ['of another issuer', { iss: 'https://evil.example' }],
    ['for another audience', { aud: 'another-client' }],
    ['that has expired', { iat: now() - 7200, exp: now() - 3600 }],
    ['that is of the future', { iat: now() + 3600, nbf: now() + 3600 }],
    ['without a subject', { sub: undefined }],
  ])('is refused with an id token %s', async (_, changes) => {
    provider.tamper = (claims) => ({ ...claims, ...changes });
    expect(refusal(await signIn(newPerson().subject))).toEqual(REFUSED);
  });

  it('is refused with an id token that somebody else signed', async () => {
    const own = provider.signWith;
    provider.signWith = await TestOpenIdProvider.newKey();
    expect(refusal(await signIn(newPerson().subject))).toEqual(REFUSED);
    provider.signWith = own;
  });

  it('is told apart from a provider that cannot be reached', async () => {
    const away = await Portal.start(undefined, async () => ({
      openId: { ...provider.signInOptions(), issuer: 'http://127.0.0.1:9' },
    }));
    const response = await away.fetch('GET', '/sign-in/openid');
    await away.stop();
    expect(response.status).toBe(503);
    expect(response.headers.get('set-cookie')).toBeNull();
  });
});
