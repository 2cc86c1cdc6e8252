import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { WopiHeader } from '#wopi-protocol';
import type { Gateway, OpenedSession } from '../../support/gateway.js';
import { startGateway } from '../../support/start-gateway.js';
import { WopiClient } from '../../support/wopi-client.js';

let gateway: Gateway;
let fileId: string;
let session: OpenedSession;
let client: WopiClient;

beforeAll(async () => {
  gateway = await startGateway({ proxy: true });
});
afterAll(() => gateway.stop());
beforeEach(async () => {
  fileId = await gateway.putFile(`${randomUUID()}.docx`, Buffer.from('content'));
  session = await gateway.openSession(fileId, { direct: true });
  client = clientOf(session);
});

const clientOf = ({ wopiSrc, accessToken }: OpenedSession) =>
  new WopiClient(wopiSrc, accessToken, gateway.office.keys);
const fileUrl = async (of = client) => (await of.checkFileInfo()).json<{ FileUrl?: string }>().FileUrl;
const ticketOf = (url: string) => new URL(url).searchParams.get('ticket')!;

describe('FileUrl', () => {
  it('reads the newest content without token and proof, inert, and with ranges', async () => {
    const url = (await fileUrl())!;
    await client.lock('L');
    await client.putFile(Buffer.from('newer content'), 'L');
    const response = await fetch(url);
    expect(response.status).toBe(200);
    expect(await response.text()).toBe('newer content');
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-disposition': 'attachment',
      'content-security-policy': "sandbox; default-src 'none'",
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
    });
    const part = await fetch(url, { headers: { Range: 'bytes=0-4' } });
    expect([part.status, await part.text()]).toEqual([206, 'newer']);
  });

  it('is not told within a session that goes by the proxy, not even by the host itself', async () => {
    const proxied = await gateway.openSession(fileId, { direct: false });
    for (const wopiSrc of [proxied.wopiSrc, session.wopiSrc]) {
      const answer = await clientOf({ ...proxied, wopiSrc }).checkFileInfo();
      expect([answer.status, 'FileUrl' in answer.json()]).toEqual([200, false]);
    }
  });

  it('ends with the session, from the next request on', async () => {
    const url = (await fileUrl())!;
    await gateway.admin('DELETE', `/sessions/${session.sessionId}`);
    const response = await fetch(url);
    expect([response.status, await response.text()]).toEqual([401, '']);
    // Nobody guesses who has what this host made, however often he tries it.
    const again = await Promise.all(Array.from({ length: 110 }, () => fetch(url)));
    expect(new Set(again.map(({ status }) => status))).toEqual(new Set([401]));
  });

  it('opens nothing else, and is no access token, nor an access token one of it', async () => {
    const url = (await fileUrl())!;
    const other = await gateway.putFile(`${randomUUID()}.docx`, Buffer.from('other'));
    const status = async (target: string) => (await fetch(target)).status;
    expect(await status(url.replace(fileId, other))).toBe(401);
    expect(await status(url.replace(ticketOf(url), session.accessToken))).toBe(401);
    expect(await status(`${url}x`)).toBe(401);
    expect(await status(url.replace(/\?.*/, ''))).toBe(401);
    const impostor = new WopiClient(session.wopiSrc, ticketOf(url), gateway.office.keys);
    expect((await impostor.checkFileInfo()).status).toBe(401);
    expect((await fetch(url, { method: 'POST', body: 'x' })).status).toBe(404);
  });

  it('lives for a quarter of an hour, or as long as the session where that is shorter', async () => {
    const endOf = (url: string) =>
      (JSON.parse(Buffer.from(ticketOf(url).split('.')[1]!, 'base64url').toString()) as { exp: number }).exp;
    const seconds = endOf((await fileUrl())!) - Date.now() / 1000;
    expect(seconds).toBeGreaterThan(600);
    expect(seconds).toBeLessThanOrEqual(901);
    const [row] = await gateway.query<{ end: number }>(
      `update sessions set expires_at = date_trunc('second', now() + interval '2 minutes') where session_id = $1
      returning extract(epoch from expires_at)::int as "end"`,
      [session.sessionId],
    );
    expect(endOf((await fileUrl())!)).toBe(row!.end);
  });
});

describe('GetNewAccessToken', () => {
  const ask = (wopiSrc: string | undefined, of = client) =>
    of.post('GET_NEW_ACCESS_TOKEN', wopiSrc === undefined ? {} : { [WopiHeader.WopiSrc]: wopiSrc });

  it('answers a token of the same session, which ends when the session does', async () => {
    const answer = await ask(session.wopiSrc);
    const { AccessTokenInfo } = answer.json<{
      AccessTokenInfo: { AccessToken: string; AccessTokenExpiry: number };
    }>();
    expect(AccessTokenInfo.AccessTokenExpiry).toBe(session.accessTokenTtl);
    const fresh = new WopiClient(session.wopiSrc, AccessTokenInfo.AccessToken, gateway.office.keys);
    expect((await fresh.checkFileInfo()).status).toBe(200);
    await gateway.admin('DELETE', `/sessions/${session.sessionId}`);
    expect((await fresh.checkFileInfo()).status).toBe(401);
  });

  it('hands on no right that the session does not have', async () => {
    const viewing = await gateway.openSession(fileId, { direct: true, action: 'view' });
    const { AccessTokenInfo } = (await ask(viewing.wopiSrc, clientOf(viewing))).json<{
      AccessTokenInfo: { AccessToken: string };
    }>();
    const fresh = new WopiClient(viewing.wopiSrc, AccessTokenInfo.AccessToken, gateway.office.keys);
    expect((await fresh.lock('L')).status).toBe(401);
  });

  it('is for the file of the request alone', async () => {
    const other = await gateway.putFile(`${randomUUID()}.docx`, Buffer.from('other'));
    for (const wopiSrc of [undefined, session.wopiSrc.replace(fileId, other), `${session.wopiSrc}?x`, 'x'])
      expect((await ask(wopiSrc)).status).toBe(404);
  });
});

describe('X-WOPI-PerfTrace', () => {
  const wanted = { [WopiHeader.PerfTraceRequested]: 'true' };
  const traceOf = (answer: { headers: Readonly<Record<string, string | string[] | undefined>> }) =>
    answer.headers['x-wopi-perftrace'] as string | undefined;

  it('tells where the time went, also of what is refused, and only who asks', async () => {
    await client.lock('L');
    const saved = traceOf(await client.putFile(Buffer.from('x'), 'L', wanted));
    for (const span of ['token', 'proof', 'database', 'storage', 'total'])
      expect(saved).toMatch(new RegExp(`(^|, )${span};dur=\\d+\\.\\d\\d;n=[1-9]`));
    const refused = await client.putFile(Buffer.from('x'), 'other', wanted);
    expect([refused.status, traceOf(refused)]).toEqual([409, expect.stringContaining('database;dur=')]);
    expect(traceOf(await client.getFile())).toBeUndefined();
  });

  it('keeps requests apart that run at the same time', async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => client.call({ suffix: '/contents', headers: wanted })),
    );
    for (const answer of answers) expect(traceOf(answer)).toMatch(/proof;dur=[\d.]+;n=1,/);
  });
});

describe('what is not offered', () => {
  it.each(['GET_RESTRICTED_LINK', 'REVOKE_RESTRICTED_LINK', 'READ_SECURE_STORE', 'COBALT'])(
    '%s is answered 501 and promised by no flag',
    async (override) => {
      expect((await client.post(override)).status).toBe(501);
      const info = (await client.checkFileInfo()).json();
      for (const flag of ['SupportsScenarioLinks', 'SupportsSecureStore', 'SupportsCobalt'])
        expect(info[flag] ?? false).toBe(false);
    },
  );

  it('is a restricted scenario, whatever the operation', async () => {
    const headers = { [WopiHeader.UsingRestrictedScenario]: 'FORMS' };
    expect((await client.getFile(headers)).status).toBe(501);
  });
});
