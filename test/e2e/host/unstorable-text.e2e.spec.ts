import { randomUUID } from 'node:crypto';
import { hash } from '@node-rs/argon2';
import { encodeUtf7, WopiHeader } from '#wopi-protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chunkIdOf, putChunkedFile, saveBody, signatureOf } from '../../support/chunked-file.js';
import type { Gateway } from '../../support/gateway.js';
import { Browser, MobileApp, readChallenge } from '../../support/mobile-app.js';
import { startGateway } from '../../support/start-gateway.js';
import type { WopiClient } from '../../support/wopi-client.js';

const PASSWORD = 'correct horse battery staple';
/** A text that PostgreSQL cannot keep. */
const NUL = 'a\0b';

let gateway: Gateway;
let portalUrl: string;
let fileId: string;
let root: string;
let client: WopiClient;
let folder: WopiClient;
let browser: Browser;
let csrfToken: string;

beforeAll(async () => {
  gateway = await startGateway({ profile: 'microsoft365-plus' });
  portalUrl = gateway.environment()['PORTAL_PUBLIC_URL']!;
  fileId = await gateway.putFile('Plan.docx', Buffer.from('the plan'), 'olga');
  await gateway.query(`update users set password_hash = $1 where login = 'olga'`, [await hash(PASSWORD)]);
  client = await gateway.client(fileId, { user: 'olga' });
  const { AncestorsWithRootFirst } = (await client.call({ suffix: '/ancestry' })).json<{
    AncestorsWithRootFirst: { Url: string }[];
  }>();
  const tree = client.following(AncestorsWithRootFirst[0]!.Url);
  root = tree.wopiSrc.split('/').at(-1)!;
  const headers = { [WopiHeader.RelativeTarget]: 'Folder' };
  const made = await tree.post('CREATE_CHILD_CONTAINER', headers);
  folder = tree.following(made.json<{ ContainerPointer: { Url: string } }>().ContainerPointer.Url);
  browser = new Browser(portalUrl);
  await browser.signIn('olga', PASSWORD);
  ({ csrfToken } = (await (await browser.go('/api/portal/me')).page!.json()) as { csrfToken: string });
});
afterAll(() => gateway?.stop());

async function portal(method: string, target: string, json?: object): Promise<number> {
  const headers = { Origin: portalUrl, 'X-CSRF-Token': csrfToken, 'Content-Type': 'application/json' };
  const body = json === undefined ? {} : { body: JSON.stringify(json) };
  return (await browser.go(target, { method, headers, ...body })).status;
}

const wish = (header: string) => ({ [header]: encodeUtf7(NUL) });
const post = async (of: () => WopiClient, override: string, headers: Record<string, string>, body?: string) =>
  (await of().post(override, headers, body === undefined ? undefined : Buffer.from(body))).status;
const ofFile = () => client;
const ofFolder = () => folder;

const activity = { Id: NUL, Type: 'comment', Data: { ContentId: 'c', ContentAction: 'created' } };

async function save(more: Parameters<typeof saveBody>[2], streamId?: string): Promise<number> {
  const bytes = Buffer.from(randomUUID());
  const chunks = [{ id: chunkIdOf(bytes), bytes }];
  await client.lock('L');
  const { json } = await client.checkFileInfo();
  const body = saveBody([signatureOf(chunks, streamId)], chunks, more);
  const { status } = await putChunkedFile(client, json<{ Version: string }>().Version, body, { lock: 'L' });
  await client.unlock('L');
  return status;
}

describe('a text that cannot be kept is refused, and no failure of the server,', () => {
  it.each<[string, () => Promise<number>]>([
    ['RenameFile', () => post(ofFile, 'RENAME_FILE', wish(WopiHeader.RequestedName))],
    ['PutRelativeFile', () => post(ofFile, 'PUT_RELATIVE', wish(WopiHeader.RelativeTarget), 'x')],
    ['CreateChildFile', () => post(ofFolder, 'CREATE_CHILD_FILE', wish(WopiHeader.RelativeTarget))],
    ['CreateChildContainer', () => post(ofFolder, 'CREATE_CHILD_CONTAINER', wish(WopiHeader.RelativeTarget))],
    ['RenameContainer', () => post(ofFolder, 'RENAME_CONTAINER', wish(WopiHeader.RequestedName))],
    ['PutUserInfo', () => post(ofFile, 'PUT_USER_INFO', {}, NUL)],
    ['AddActivities', () => post(ofFile, 'ADD_ACTIVITIES', {}, JSON.stringify({ Activities: [activity] }))],
    [
      'GetCoauthLock',
      () =>
        post(
          ofFile,
          'GET_COAUTH_LOCK',
          {
            [WopiHeader.CoauthLockId]: 'C',
            [WopiHeader.CoauthLockType]: 'Coauth',
            [WopiHeader.CoauthLockExpirationTimeout]: '60',
          },
          JSON.stringify({ CoauthLockMetadata: NUL }),
        ),
    ],
    [
      'a property of PutChunkedFile',
      () => save({ properties: [{ Name: NUL, Value: 'v', Retention: 'KeepOnContentChange' }] }),
    ],
    ['a stream of PutChunkedFile', () => save({}, NUL)],
    ['the token of an upload session', () => save({ token: NUL })],
  ])('by WOPI, in %s', async (_, call) => {
    expect(await call()).toBe(400);
  });

  it.each<[string, string, string, object?]>([
    ['a name', 'PATCH', '/api/portal/files/FILE', { name: NUL }],
    ['the name of an upload', 'POST', '/api/portal/files?name=a%00b', {}],
    ['a folder', 'POST', '/api/portal/folders', { name: NUL, parent: 'ROOT' }],
    ['a folder’s new name', 'PATCH', '/api/portal/folders/FOLDER', { name: NUL }],
    ['a label', 'PATCH', '/api/portal/files/FILE/versions/1', { label: NUL }],
    ['a link', 'POST', '/api/portal/files/FILE/links', { rights: NUL }],
    ['an app', 'DELETE', '/api/portal/connections/a%00b'],
    ['an editor', 'GET', '/open/FILE?client=a%00b'],
  ])('by the portal, in %s', async (_, method, target, json) => {
    const filled = (text: string) =>
      text.replace('FILE', fileId).replace('FOLDER', folder.wopiSrc.split('/').at(-1)!).replace('ROOT', root);
    const body = json && (JSON.parse(filled(JSON.stringify(json))) as object);
    expect(await portal(method, filled(target), body)).toBe(400);
  });

  it('by the sign-in, as a login that nobody has', async () => {
    expect(await portal('POST', '/api/portal/sign-in', { login: NUL, password: PASSWORD })).toBe(401);
  });

  it.each(['/launch/a%00b', '/s/a%00b', '/connect/a%00b'])('by the page %s', async (target) => {
    expect([400, 404, 410]).toContain((await browser.go(target)).status);
  });

  it.each([
    ['state', 'invalid_request'],
    ['login_hint', 'invalid_request'],
    ['code_challenge', 'invalid_request'],
    ['client_id', 400],
    ['redirect_uri', 400],
    // Neither is kept: there is one scope only.
    ['scope', 'consent'],
    ['unknown', 'consent'],
  ])('by the authorisation server, in %s', async (parameter, expected) => {
    const challenge = await fetch(`${gateway.hostUrls[0]}/wopibootstrapper`);
    const app = new MobileApp(readChallenge(challenge.headers.get('www-authenticate')));
    const asked = new URL(await app.authorizationUrl());
    asked.searchParams.set(parameter, NUL);
    const { page, sentTo, status } = await browser.go(asked.href);
    const shown = page?.url.includes('/connect/') ? 'consent' : status;
    expect(sentTo ? sentTo.searchParams.get('error') : shown).toBe(expected);
  });

  it.each(['code', 'client_id', 'redirect_uri', 'code_verifier', 'refresh_token'])(
    'by its token endpoint, in %s',
    async (parameter) => {
      const body = new URLSearchParams({
        grant_type: parameter === 'refresh_token' ? 'refresh_token' : 'authorization_code',
        client_id: 'office-mobile',
        code: 'x',
        redirect_uri: 'https://localhost',
        code_verifier: 'x'.repeat(43),
        [parameter]: NUL,
      });
      const answer = await fetch(`${portalUrl}/oauth/token`, { method: 'POST', body });
      expect([400, 401]).toContain(answer.status);
    },
  );

  it('by any door of the admin API', async () => {
    const { ADMIN_API_KEY: key } = gateway.environment();
    const call = (method: string, target: string, body?: string) =>
      fetch(`${gateway.adminUrl}${target}`, {
        method,
        headers: { Authorization: `Bearer ${key}`, ...(body && { 'Content-Type': 'application/json' }) },
        ...(body && { body }),
      });
    const document = (await (await call('GET', '/admin/v1/openapi.json')).json()) as Document;
    const failures: string[] = [];
    let doors = 0;
    for (const [path, methods] of Object.entries(document.paths)) {
      for (const [method, { parameters = [], requestBody }] of Object.entries(methods)) {
        const names = parameters.filter((one) => one.in === 'query').map(({ name }) => name);
        const bodies = bodiesOf(requestBody?.content['application/json']?.schema);
        const target = path.replaceAll(/\{[^}]+\}/g, 'a%00b');
        for (const query of [...names.map((name) => `?${name}=a%00b`), ''])
          for (const body of bodies) {
            const { status } = await call(method.toUpperCase(), target + query, body);
            doors += 1;
            if (status >= 500 && status !== 502)
              failures.push(`${method} ${target}${query} ${body}: ${status}`);
          }
      }
    }
    expect(failures).toEqual([]);
    expect(doors).toBeGreaterThan(100);
  });
});

interface Schema {
  readonly type?: string | string[];
  readonly anyOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
}

interface Document {
  readonly paths: Readonly<
    Record<
      string,
      Readonly<
        Record<
          string,
          {
            readonly parameters?: readonly { readonly in: string; readonly name: string }[];
            readonly requestBody?: {
              readonly content: Readonly<Record<string, { readonly schema: Schema }>>;
            };
          }
        >
      >
    >
  >;
}

/** For each text that a body may hold one with it, and one with all of them. */
function bodiesOf(schema: Schema | undefined): (string | undefined)[] {
  if (!schema) return [undefined];
  const texts = Object.entries(schema.properties ?? {}).filter(([, one]) => isText(one));
  const each = texts.map(([name]) => ({ [name]: NUL }));
  return [...each, Object.fromEntries(texts.map(([name]) => [name, NUL]))].map((body) =>
    JSON.stringify(body),
  );
}

const isText = ({ type, anyOf = [] }: Schema): boolean => type === 'string' || anyOf.some(isText);
