import { WopiHeader } from '#wopi-protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Gateway } from '../../support/gateway.js';
import { answer, Browser, MobileApp, readChallenge, REDIRECT_URI } from '../../support/mobile-app.js';
import { startGateway } from '../../support/start-gateway.js';
import { exchange, WopiClient } from '../../support/wopi-client.js';

const PASSWORD = 'correct horse battery staple';
const SECRET = 'a-secret-that-only-office-knows';
const CLAIMED = 'https://app.example.test/signed-in';
const SCHEME = 'test.example.app:/signed-in';
const SCHEMES = { iOS: ['contoso', 'contoso-EMM'] };

interface Answer {
  readonly Bootstrap: { EcosystemUrl: string; UserId: string; SignInName: string; UserFriendlyName: string };
  readonly RootContainerInfo?: { ContainerPointer: { Name: string; Url: string }; ContainerInfo: object };
  readonly AccessTokenInfo?: { AccessToken: string; AccessTokenExpiry: number };
  readonly WopiSrcInfo?: { Url: string };
}

let gateway: Gateway;
let portalUrl: string;
let fileId: string;

/** A call of the bootstrapper at one of the two host processes. */
const call = (token?: string, headers: Record<string, string> = {}, { host = 0, method = 'GET' } = {}) =>
  fetch(`${gateway.hostUrls[host]}/wopibootstrapper`, {
    method,
    headers: { ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }), ...headers },
  });
const operation = (token: string, name: string, headers: Record<string, string> = {}, host = 1) =>
  call(token, { [WopiHeader.EcosystemOperation]: name, ...headers }, { host, method: 'POST' });
const challenge = async () => readChallenge((await call()).headers.get('www-authenticate'));
const newApp = async () => new MobileApp(await challenge());
const statusOf = async (token: string) => (await call(token)).status;

async function signedIn(login = 'olga'): Promise<Browser> {
  const browser = new Browser(portalUrl);
  await browser.signIn(login, PASSWORD);
  return browser;
}

/** From the app's request to the address with the code. */
async function codeFor(app: MobileApp, browser: Browser, more: Record<string, string> = {}): Promise<URL> {
  const reached = await browser.go(await app.authorizationUrl(more));
  const { sentTo } = reached.page ? await answer(browser, reached.page, 'allow') : reached;
  expect(sentTo?.searchParams.get('code')).toBeTruthy();
  return sentTo!;
}

async function tokens(login = 'olga', app?: MobileApp) {
  app ??= await newApp();
  return { app, ...(await app.redeem(await codeFor(app, await signedIn(login)))) };
}

async function account(login: string): Promise<void> {
  await gateway.putFile(`${login}.docx`, Buffer.from('x'), login);
  // Accounts that people sign in to are made at the console; a test takes the administrator's password.
  await gateway.query(
    `update users set password_hash = (select password_hash from users where login = 'template') where login = $1`,
    [login],
  );
}

/** What the audit log says of the endings of a grant, which is known by a person who has no other. */
const endings = (login: string) =>
  gateway.query<{ app: string; reason: string; status: number }>(
    `select a.detail ->> 'app' as "app", a.detail ->> 'reason' as "reason", a.status from audit_log a
     join users u on u.user_id::text = a.user_id
     where a.operation = 'RevokeGrant' and a.detail ? 'grant' and u.login = $1`,
    [login],
  );

beforeAll(async () => {
  gateway = await startGateway({
    hosts: 2,
    env: {
      BOOTSTRAP_CLIENTS: `office-mobile=${REDIRECT_URI},office=${REDIRECT_URI},claimed=${CLAIMED},scheme=${SCHEME}`,
      BOOTSTRAP_CLIENT_SECRETS: `office:${SECRET}`,
      BOOTSTRAP_PROVIDER_ID: 'TP_CONTOSO',
      BOOTSTRAP_URL_SCHEMES: JSON.stringify(SCHEMES),
    },
  });
  portalUrl = `http://localhost:${new URL(gateway.hostUrls[0]!).port}`;
  const { hash } = await import('@node-rs/argon2');
  await gateway.putFile('t.txt', Buffer.from('t'), 'template');
  await gateway.query(`update users set password_hash = $1 where login = 'template'`, [await hash(PASSWORD)]);
  await account('olga');
  fileId = await gateway.putFile('Plan.docx', Buffer.from('the plan'), 'olga');
});
afterAll(() => gateway?.stop());

describe('the challenge', () => {
  it('is as the page writes it, at either process, for whatever is no token', async () => {
    const expected =
      `Bearer authorization_uri="${portalUrl}/oauth/authorize",tokenIssuance_uri="${portalUrl}/oauth/token",` +
      `providerId="TP_CONTOSO",UrlSchemes="${encodeURIComponent(JSON.stringify(SCHEMES))}"`;
    for (const host of [0, 1]) {
      for (const token of [undefined, '', 'x'.repeat(43), '.'.repeat(43)]) {
        const refused = await call(token, {}, { host });
        expect([refused.status, refused.headers.get('www-authenticate')]).toEqual([401, expected]);
      }
    }
  });

  it('is given on the WOPI name alone, the sign-in on the portal’s alone', async () => {
    expect((await fetch(`${portalUrl}/wopibootstrapper`)).status).toBe(404);
    expect((await fetch(`${gateway.hostUrls[0]}/oauth/token`, { method: 'POST' })).status).toBe(404);
  });
});

describe('an app', () => {
  it('gets from the challenge to the bytes of a file, over both processes', async () => {
    const browser = new Browser(portalUrl);
    const app = await newApp();
    const asked = await app.authorizationUrl({ rs: 'en-US', build: '16.1', platform: 'iOS', scope: '' });
    const first = await browser.go(asked);
    expect(new URL(first.page!.url).searchParams.get('next')).toContain('/oauth/authorize?');
    await browser.signIn('olga', PASSWORD);
    const consent = await browser.go(asked);
    const { sentTo, status } = await answer(browser, consent.page!, 'allow');
    expect([status, sentTo!.origin]).toEqual([302, 'https://localhost']);
    const granted = await app.redeem(sentTo!);
    expect(granted).toMatchObject({ token_type: 'bearer', expires_in: 3600 });

    const sessionContext = { [WopiHeader.SessionContext]: sentTo!.searchParams.get('sc')! };
    const { Bootstrap } = (await (await call(granted.access_token, sessionContext)).json()) as Answer;
    expect(Bootstrap).toMatchObject({ SignInName: 'olga', UserFriendlyName: 'olga' });
    const root = await operation(granted.access_token, 'GET_ROOT_CONTAINER', sessionContext);
    const { RootContainerInfo } = (await root.json()) as Answer;
    expect(RootContainerInfo!.ContainerInfo).toMatchObject({
      UserCanCreateChildFile: true,
      UserCanDelete: false,
    });

    // Nothing that follows is signed: devices have no proof keys.
    const ecosystem = unsigned(Bootstrap.EcosystemUrl);
    expect((await ecosystem({})).status).toBe(200);
    const children = await unsigned(RootContainerInfo!.ContainerPointer.Url)({ suffix: '/children' });
    const { ChildFiles } = children.json<{ ChildFiles: { Name: string; Url: string }[] }>();
    const plan = unsigned(ChildFiles.find(({ Name }) => Name === 'Plan.docx')!.Url);
    expect((await plan({})).json()).toMatchObject({ BaseFileName: 'Plan.docx', UserId: Bootstrap.UserId });
    expect((await plan({ suffix: '/contents' })).body.toString()).toBe('the plan');
    await gateway.query(`select pg_sleep(0.4)`);
    const rows = await gateway.query<{ proof: string }>(
      `select distinct proof, client from audit_log where operation = 'GetFile'`,
    );
    expect(rows).toEqual([{ proof: 'native', client: 'native:office-mobile' }]);
  });

  it('gets new tokens for files and folders of its person, and for nothing else', async () => {
    const { access_token } = await tokens();
    const wopiSrc = `${gateway.hostUrls[0]}/wopi/files/${fileId}`;
    const fresh = (source?: string) =>
      operation(
        access_token,
        'GET_NEW_ACCESS_TOKEN',
        source === undefined ? {} : { [WopiHeader.WopiSrc]: source },
      );
    const { AccessTokenInfo } = (await (await fresh(wopiSrc)).json()) as Answer;
    expect(AccessTokenInfo!.AccessTokenExpiry).toBeGreaterThan(Date.now());
    const file = unsigned(`${wopiSrc}?access_token=${AccessTokenInfo!.AccessToken}`);
    expect((await file({})).status).toBe(200);
    const others = await gateway.putFile('others.docx', Buffer.from('x'), 'paul');
    const bad = [others, fileId.toUpperCase(), `${fileId}/contents`].map((id) => wopiSrc.replace(fileId, id));
    for (const source of [...bad, undefined, 'https://elsewhere.test/wopi/files/' + fileId, 'x'.repeat(5000)])
      expect((await fresh(source)).status, source).toBe(404);
    const found = await operation(access_token, 'GET_WOPI_SRC_WITH_ACCESS_TOKEN', {
      [WopiHeader.HostNativeFileName]: fileId,
    });
    expect((await unsigned(((await found.json()) as Answer).WopiSrcInfo!.Url)({})).status).toBe(200);
    expect(await (await operation(access_token, 'GET_SOMETHING_ELSE')).json()).toEqual({
      Bootstrap: expect.anything() as object,
    });
  });

  it('is let in together with its row in the audit log, or not at all', async () => {
    await account('vera');
    const browser = await signedIn('vera');
    const asked = await (await newApp()).authorizationUrl();
    const seen = () =>
      gateway.query<{ grants: number; rows: number }>(
        `select (select count(*)::int from oauth_records g where g.user_id = u.user_id and kind = 'Grant') as "grants",
           (select count(*)::int from audit_log where user_id = u.user_id::text and operation = 'ConnectApp') as "rows"
         from users u where login = 'vera'`,
      );
    await gateway.query(
      `alter table audit_log add constraint none check (operation <> 'ConnectApp') not valid`,
    );
    const failed = await answer(browser, (await browser.go(asked)).page!, 'allow');
    expect([failed.status, await seen()]).toEqual([500, [{ grants: 0, rows: 0 }]]);
    await gateway.query(`alter table audit_log drop constraint none`);
    const { sentTo } = await answer(browser, (await browser.go(asked)).page!, 'allow');
    expect(sentTo?.searchParams.get('code')).toBeTruthy();
    expect(await seen()).toEqual([{ grants: 1, rows: 1 }]);
  });

  it('is told when a person refuses', async () => {
    await account('nora');
    const browser = await signedIn('nora');
    const refused = await browser.go(await (await newApp()).authorizationUrl({ state: 's' }));
    const { sentTo } = await answer(browser, refused.page!, 'deny');
    expect(Object.fromEntries(sentTo!.searchParams)).toMatchObject({ error: 'access_denied', state: 's' });
  });

  it.each([
    ['an address that only it can claim', 'claimed', undefined, CLAIMED],
    ['a secret', 'office', SECRET, REDIRECT_URI],
  ])(
    'is let in again without a question where it is known by %s',
    async (_, clientId, secret, redirect_uri) => {
      const browser = await signedIn();
      const told = await challenge();
      const request = () => new MobileApp(told, clientId, secret).authorizationUrl({ redirect_uri });
      const first = await browser.go(await request());
      await answer(browser, first.page!, 'allow');
      const again = await browser.go(await request());
      expect(again.sentTo?.searchParams.get('code')).toBeTruthy();
    },
  );

  it.each([
    ['a scheme of its own', 'scheme', SCHEME],
    ['the device itself', 'office-mobile', REDIRECT_URI],
  ])(
    'is asked for each time where any app could hear the answer: at %s',
    async (_, clientId, redirect_uri) => {
      const browser = await signedIn();
      const told = await challenge();
      for (let round = 0; round < 2; round++) {
        const { page } = await browser.go(
          await new MobileApp(told, clientId).authorizationUrl({ redirect_uri }),
        );
        expect(page?.url).toContain('/connect/');
        const { sentTo } = await answer(browser, page!, 'allow');
        expect(sentTo?.searchParams.get('code')).toBeTruthy();
      }
    },
  );

  it('with a secret needs no PKCE, and is refused with another secret', async () => {
    const told = await challenge();
    const code = async (app: MobileApp) =>
      codeFor(app, await signedIn(), { code_challenge: '', code_challenge_method: '' });
    const good = new MobileApp(told, 'office', SECRET);
    expect((await good.redeem(await code(good), '')).access_token).toBeTruthy();
    const bad = new MobileApp(told, 'office', 'another-secret-of-some-length');
    await expect(bad.redeem(await code(bad), '')).rejects.toMatchObject({ error: 'invalid_client' });
  });
});

describe('nobody gets in', () => {
  it('with a wrong verifier, without one, or without a challenge', async () => {
    const app = await newApp();
    const browser = await signedIn();
    const wrong = await codeFor(app, browser);
    await expect(app.redeem(wrong, 'x'.repeat(43))).rejects.toMatchObject({ error: 'invalid_grant' });
    await expect(app.redeem(await codeFor(app, browser), '')).rejects.toMatchObject({
      error: 'invalid_grant',
    });
    const unprotected = await browser.go(
      await app.authorizationUrl({ code_challenge: '', code_challenge_method: '' }),
    );
    expect(unprotected.sentTo?.searchParams.get('error')).toBe('invalid_request');
  });

  it('with an address that is not registered, however alike', async () => {
    const browser = await signedIn();
    const app = await newApp();
    const others = [
      'https://localhost/',
      'https://localhost.evil.test',
      'http://localhost',
      'https://localhost?x=1',
    ];
    for (const redirect_uri of others) {
      const { page, sentTo } = await browser.go(await app.authorizationUrl({ redirect_uri }));
      expect(sentTo).toBeUndefined();
      expect(page!.status).toBe(400);
      expect(await page!.text()).toContain('The app cannot be let in');
    }
    const code = await codeFor(app, browser);
    code.host = 'localhost.evil.test';
    await expect(app.redeem(code)).rejects.toMatchObject({ error: 'invalid_grant' });
  });

  it('with a code for the second time; then even the first is worth nothing', async () => {
    const app = await newApp();
    const sentTo = await codeFor(app, await signedIn());
    const first = await app.redeem(sentTo);
    expect(await statusOf(first.access_token)).toBe(200);
    await expect(app.redeem(sentTo)).rejects.toMatchObject({ error: 'invalid_grant' });
    expect(await statusOf(first.access_token)).toBe(401);
    await expect(app.refresh(first.refresh_token!)).rejects.toMatchObject({ error: 'invalid_grant' });
  });

  it('with a code that many redeem at once, over both processes: one at most, and in the end none', async () => {
    await account('tess');
    const app = await newApp();
    const sentTo = await codeFor(app, await signedIn('tess'));
    const body = new URLSearchParams({
      grant_type: 'authorization_code',
      client_id: app.clientId,
      code: sentTo.searchParams.get('code')!,
      redirect_uri: 'https://localhost',
      code_verifier: app.verifier,
    }).toString();
    const headers = { Host: new URL(portalUrl).host, 'Content-Type': 'application/x-www-form-urlencoded' };
    const answers = await Promise.all(
      Array.from({ length: 16 }, (_, i) =>
        exchange(new URL(gateway.hostUrls[i % 2]!), 'POST', '/oauth/token', headers, Buffer.from(body)),
      ),
    );
    const won = answers.filter(({ status }) => status === 200);
    expect(won.length).toBeLessThanOrEqual(1);
    for (const one of won)
      expect(await statusOf(one.json<{ access_token: string }>().access_token)).toBe(401);
    expect(await endings('tess')).toEqual([{ app: 'office-mobile', reason: 'replayed', status: 400 }]);
  });

  it('with a forged consent', async () => {
    const browser = await signedIn();
    await account('mia');
    const victim = await signedIn('mia');
    const { page } = await victim.go(await (await newApp()).authorizationUrl());
    for (const csrf of ['', 'x'.repeat(43)]) {
      const forged = await victim.go(page!.url, {
        method: 'POST',
        headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams({ csrf, decision: 'allow' }).toString(),
      });
      expect(forged.status).toBe(403);
    }
    expect((await browser.go(page!.url)).status).toBe(410);
  });
});

describe('what was granted', () => {
  it.each([
    ['without a secret', 'office-mobile', undefined],
    ['with one', 'office', SECRET],
  ])('goes on by refresh tokens, each good for once, for an app %s', async (_, clientId, secret) => {
    const granted = await tokens('olga', new MobileApp(await challenge(), clientId, secret));
    const { app, access_token, refresh_token } = granted;
    const second = await app.refresh(refresh_token!);
    expect(await statusOf(second.access_token)).toBe(200);
    await expect(app.refresh(refresh_token!)).rejects.toMatchObject({ error: 'invalid_grant' });
    expect([await statusOf(access_token), await statusOf(second.access_token)]).toEqual([401, 401]);
  });

  it('ends when it is revoked, with every WOPI session of it, on both processes', async () => {
    const { app, access_token, refresh_token } = await tokens();
    const other = await tokens();
    const { Bootstrap } = (await (await call(access_token)).json()) as Answer;
    const ecosystem = unsigned(Bootstrap.EcosystemUrl);
    expect((await ecosystem({})).status).toBe(200);
    await app.revoke(refresh_token!);
    for (const host of [0, 1]) expect((await call(access_token, {}, { host })).status).toBe(401);
    expect((await ecosystem({})).status).toBe(401);
    expect(await statusOf(other.access_token)).toBe(200);
  });

  it.each([
    ['a refresh token is used twice', 'ida', 'replayed', 400],
    ['a code is used twice', 'ada', 'replayed', 400],
    ['a token is revoked', 'eva', 'revoked', 200],
  ])(
    'ends together with one row in the audit log, or not at all, where %s',
    async (how, login, reason, status) => {
      await account(login);
      const app = await newApp();
      const sentTo = await codeFor(app, await signedIn(login));
      const { access_token, refresh_token } = await app.redeem(sentTo);
      if (how.startsWith('a refresh')) await app.refresh(refresh_token!);
      const end = (): Promise<unknown> => {
        if (how.startsWith('a code')) return app.redeem(sentTo);
        return reason === 'replayed' ? app.refresh(refresh_token!) : app.revoke(access_token);
      };
      await gateway.query(
        `alter table audit_log add constraint none check (operation <> 'RevokeGrant') not valid`,
      );
      await expect(end()).rejects.toBeInstanceOf(Error);
      const grants = () =>
        gateway.query(
          `select from oauth_records join users using (tenant_id, user_id) where login = $1 and kind = 'Grant'`,
          [login],
        );
      expect([(await grants()).length, await endings(login)]).toEqual([1, []]);
      await gateway.query(`alter table audit_log drop constraint none`);
      await end().catch(() => undefined);
      expect([(await grants()).length, await endings(login)]).toEqual([
        0,
        [{ app: 'office-mobile', reason, status }],
      ]);
    },
  );

  it('is seen and taken back in the portal', async () => {
    await account('lena');
    const browser = await signedIn('lena');
    const app = await newApp();
    const { access_token } = await app.redeem(await codeFor(app, browser));
    const { csrfToken } = (await (await browser.go('/api/portal/me')).page!.json()) as { csrfToken: string };
    const listed = await (await browser.go('/api/portal/connections')).page!.json();
    expect(listed).toEqual({
      connections: [{ clientId: 'office-mobile', since: expect.any(String) as string }],
    });
    const remove = () =>
      browser.go('/api/portal/connections/office-mobile', {
        method: 'DELETE',
        headers: { Origin: portalUrl, 'X-CSRF-Token': csrfToken },
      });
    expect([(await remove()).status, (await remove()).status]).toEqual([204, 404]);
    expect(await statusOf(access_token)).toBe(401);
  });

  it('is seen and ended by an administrator, with every WOPI session of it, on both processes', async () => {
    await account('rita');
    const granted = [await tokens('rita'), await tokens('rita')];
    const { Bootstrap } = (await (await call(granted[0]!.access_token)).json()) as Answer;
    const ecosystem = unsigned(Bootstrap.EcosystemUrl);
    const { grants } = await gateway.admin<{ grants: { id: string; sessions: number }[] }>(
      'GET',
      '/grants?user=rita&sort=grantedAt',
    );
    expect(grants).toMatchObject([
      { user: 'rita', clientId: 'office-mobile', sessions: 1 },
      { user: 'rita', clientId: 'office-mobile', sessions: 0 },
    ]);
    await gateway.admin('DELETE', `/grants/${grants[0]!.id}`);
    const statuses = (host: number) =>
      Promise.all(granted.map(async ({ access_token }) => (await call(access_token, {}, { host })).status));
    expect([await statuses(0), await statuses(1)]).toEqual([
      [401, 200],
      [401, 200],
    ]);
    expect((await ecosystem({})).status).toBe(401);
    const { app, refresh_token } = granted[0]!;
    await expect(app.refresh(refresh_token!)).rejects.toMatchObject({ error: 'invalid_grant' });
    const all = { user: 'rita', client: 'office-mobile' };
    expect(await gateway.admin('POST', '/grants/revoke', all)).toEqual({ revoked: 1 });
    expect([await statuses(0), await statuses(1)]).toEqual([
      [401, 401],
      [401, 401],
    ]);
  });

  it('is worth nothing to a disabled person, from the next request on', async () => {
    await account('kim');
    const { app, access_token, refresh_token } = await tokens('kim');
    const { Bootstrap } = (await (await call(access_token)).json()) as Answer;
    await gateway.query(`update users set disabled_at = now() where login = 'kim'`);
    expect(await statusOf(access_token)).toBe(401);
    expect((await unsigned(Bootstrap.EcosystemUrl)({})).status).toBe(401);
    await expect(app.refresh(refresh_token!)).rejects.toMatchObject({ error: 'invalid_grant' });
  });

  it('expires by the clock of the database', async () => {
    const { app, access_token } = await tokens();
    await gateway.query(`update oauth_records set expires_at = now() where kind = 'AccessToken'`);
    expect(await statusOf(access_token)).toBe(401);
    const sentTo = await codeFor(app, await signedIn());
    await gateway.query(`update oauth_records set expires_at = now() where kind = 'AuthorizationCode'`);
    await expect(app.redeem(sentTo)).rejects.toMatchObject({ error: 'invalid_grant' });
  });

  it('belongs to one tenant', async () => {
    const { access_token, refresh_token, app } = await tokens();
    const foreign = { [WopiHeader.SessionContext]: '00000000-0000-4000-8000-000000000099' };
    expect((await call(access_token, foreign)).status).toBe(401);
    await gateway.query(`insert into tenants (tenant_id, name, plan) values ($1, 'other', 'business')`, [
      '00000000-0000-4000-8000-000000000099',
    ]);
    await gateway.query(
      `update oauth_records set tenant_id = $1, user_id = null where kind in ('AccessToken', 'RefreshToken')`,
      ['00000000-0000-4000-8000-000000000099'],
    );
    expect(await statusOf(access_token)).toBe(401);
    await expect(app.refresh(refresh_token!)).rejects.toMatchObject({ error: 'invalid_grant' });
  });

  it('is kept without a code or a token that anybody could use', async () => {
    const { access_token, refresh_token } = await tokens();
    const rows = await gateway.query<{ row: string }>(`select to_jsonb(r)::text as row from oauth_records r`);
    for (const { row } of rows) {
      expect(row).not.toContain(access_token);
      expect(row).not.toContain(refresh_token);
    }
  });
});

/** A WOPI client of an address with its token, as a device calls it. */
function unsigned(url: string) {
  const [source, token] = url.split('?access_token=') as [string, string];
  const client = new WopiClient(source, decodeURIComponent(token), gateway.office.keys);
  return (call: Parameters<WopiClient['call']>[0]) => client.call({ ...call, signed: false });
}
