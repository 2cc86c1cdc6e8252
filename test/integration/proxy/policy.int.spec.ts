import 'reflect-metadata';
import { AuditService } from '#audit';
import { Db } from '#database';
import { parseDiscovery } from '#wopi-protocol';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { idFor, ProxyFixture, PUBLIC_URL, startUpstream, stopServer, type TestUpstream } from './fixture.js';

let fixture: ProxyFixture;
let upstream: TestUpstream;
let tenant: Awaited<ReturnType<ProxyFixture['addTenant']>>;

const REDIRECTOR = 'https://go.proxy.example';
beforeAll(async () => void (fixture = await ProxyFixture.start({ REDIRECTOR_PUBLIC_URL: REDIRECTOR })));
afterAll(() => fixture?.close());
beforeEach(async () => {
  upstream = await startUpstream();
  tenant = await fixture.addTenant(upstream.filesUrl);
  return () => stopServer(upstream.server);
});

const db = () => fixture.proxy.app.get(Db);

/** Changes rows of the tenant, and has the proxy read them. */
async function set(assignments: string, table: 'tenants' | 'instances' = 'tenants'): Promise<void> {
  await db().query(`update ${table} set ${assignments} where tenant_id = $1`, [tenant.tenantId]);
  await fixture.registry.reload();
}

const info = async (members: object) => {
  upstream.answer = (_, response) => void response.end(JSON.stringify(members));
  const answer = await fixture.call(idFor(tenant));
  return JSON.parse(answer.body.toString()) as Record<string, unknown>;
};

describe('CheckFileInfo', () => {
  it('asks for a licence where the tenant’s users need one', async () => {
    expect(await info({ Size: 1 })).toEqual({ Size: 1 });
    await set('business_flow = true');
    expect(await info({ Size: 1 })).toEqual({ Size: 1, LicenseCheckForEditIsEnabled: true });
  });

  it('has pseudonyms where the tenant wants them, stable and of letters and digits', async () => {
    const members = { UserId: 'ada@acme.example', OwnerId: 'ada@acme.example', BaseFileName: 'a.docx' };
    expect(await info(members)).toEqual(members);
    await set('pseudonym_user_ids = true');
    const first = await info(members);
    expect(first['UserId']).toMatch(/^[A-Za-z0-9]{16,64}$/);
    expect(first).toEqual({ ...members, UserId: first['UserId'], OwnerId: first['UserId'] });
    expect(await info(members)).toEqual(first);
    const other = await startUpstream();
    try {
      tenant = await fixture.addTenant(other.filesUrl);
      await set('pseudonym_user_ids = true');
      upstream = other;
      expect((await info(members))['UserId']).not.toBe(first['UserId']);
    } finally {
      await stopServer(other.server);
    }
  });

  it('leads browsers to the origins of the instance only, and the log says what was taken out', async () => {
    const good = { CloseUrl: 'https://cloud.acme.example/apps/files', UserId: 'a' };
    await set(`browser_origins = '{https://cloud.acme.example}'`, 'instances');
    expect(await info({ ...good, PostMessageOrigin: 'https://evil.example', SignoutUrl: 'https://evil.example/' })).toEqual(good); // prettier-ignore
    await fixture.proxy.app.get(AuditService).flush();
    const [row] = await db().query<{ detail: object }>('select detail from audit_log where tenant_id = $1', [tenant.tenantId]); // prettier-ignore
    expect(row!.detail).toEqual({ removed: ['postmessageorigin', 'signouturl'] });
  });
});

describe('containers and the ecosystem', () => {
  it('are reached at the proxy by what the instance answers', async () => {
    const root = upstream.filesUrl.slice(0, -'files/'.length);
    await set('plain_file_id = true', 'instances');
    upstream.answer = (_, response) =>
      void response.end(JSON.stringify({ Url: `${root}ecosystem?access_token=e` }));
    const answer = await fixture.call(idFor(tenant), { suffix: '/ecosystem_pointer' });
    const { Url } = JSON.parse(answer.body.toString()) as { Url: string };
    expect(Url).toMatch(new RegExp(`^${PUBLIC_URL}/wopi/ecosystem/[^/?]+\\?access_token=e$`));
    upstream.answer = (_, response) => void response.end(JSON.stringify({ ContainerPointer: { Name: 'r', Url: `${root}containers/7?access_token=c` } })); // prettier-ignore
    const follow = (url: string, suffix: string) => {
      const { pathname, search } = new URL(url);
      const target = `${pathname}${suffix}${search}`;
      return fetch(fixture.proxy.url + target, { headers: fixture.office.proofFor(target) });
    };
    const container = (await (await follow(Url, '/root_container_pointer')).json()) as { ContainerPointer: { Url: string } }; // prettier-ignore
    upstream.answer = (_, response) => void response.end('{"Name":"r"}');
    expect(await (await follow(container.ContainerPointer.Url, '')).json()).toEqual({ Name: 'r' });
    expect(upstream.received.slice(1).map(({ url }) => url)).toEqual([
      '/index.php/apps/wopi/ecosystem/root_container_pointer?access_token=e',
      '/index.php/apps/wopi/containers/7?access_token=c',
    ]);
  });
});

describe('the discovery of an instance', () => {
  const appsAt = async (path: string) => {
    const response = await fetch(`${fixture.proxy.url}${path}/hosting/discovery`);
    expect(response.status).toBe(200);
    const { zones, proofKey } = parseDiscovery(await response.text());
    expect(proofKey).toBeDefined();
    return zones.flatMap(({ apps }) => apps.map(({ name, actions }) => [name, actions.length]));
  };

  it('has the apps and actions that its tenant may have', async () => {
    const own = `/instances/${tenant.instanceId}`;
    expect(await appsAt(own)).toEqual([['Word', 1]]);
    await set(`discovery_apps = '{WORD}'`);
    expect(await appsAt(own)).toEqual([['Word', 1]]);
    await set(`discovery_actions = '{view}'`);
    expect(await appsAt(own)).toEqual([]);
    await set(`discovery_actions = null, discovery_apps = '{Excel}'`);
    expect(await appsAt(own)).toEqual([]);
    expect(await appsAt('')).toEqual([['Word', 1]]);
  });
});

describe('the redirector', () => {
  const good = 'https://cloud.acme.example/apps/files?id=1#x';
  const follow = async (url: string, host = new URL(REDIRECTOR).host) => {
    const { pathname } = new URL(url);
    const answer = await fixture.bytes(
      `GET ${pathname} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`,
    );
    return { status: answer.slice(9, 12), location: /^Location: (.*)\r$/m.exec(answer)?.[1] };
  };

  it('leads to registered origins under its own name only, as long as they are registered', async () => {
    await set(`browser_origins = '{https://cloud.acme.example}', redirector = true`, 'instances');
    const members = await info({ HostEditUrl: good, DownloadUrl: 'https://evil.example/', CloseUrl: good });
    expect(Object.keys(members)).toEqual(['HostEditUrl', 'CloseUrl']);
    expect(members['CloseUrl']).toBe(good);
    const link = members['HostEditUrl'] as string;
    expect(link).toMatch(new RegExp(`^${REDIRECTOR}/to/[\\w-]+$`));
    expect(await follow(link)).toEqual({ status: '302', location: good });
    expect((await follow(link, new URL(PUBLIC_URL).host)).status).toBe('404');
    expect((await follow(`${link.slice(0, -2)}AA`)).status).toBe('404');
    expect((await follow(`${REDIRECTOR}/hosting/discovery`)).status).toBe('404');
    expect((await follow(`${REDIRECTOR}/wopi/files/${idFor(tenant)}`)).status).toBe('404');
    await set(`browser_origins = '{https://other.acme.example}'`, 'instances');
    expect(await follow(link)).toEqual({ status: '404', location: undefined });
  });

  it('is not used where the instance has none of it', async () => {
    await set(`browser_origins = '{https://cloud.acme.example}'`, 'instances');
    expect(await info({ HostEditUrl: good })).toEqual({ HostEditUrl: good });
  });
});

describe('FileUrl', () => {
  const origin = () => new URL(upstream.filesUrl).origin;
  const fetched = (url: string, init?: RequestInit) => fetch(fixture.proxy.url + new URL(url).pathname, init);

  it('is fetched at the proxy without a proof, in parts too, and nothing of the caller goes along', async () => {
    await set('proxied_file_url = true', 'instances');
    const link = (await info({ FileUrl: `${origin()}/raw/1?sig=%2fx` }))['FileUrl'] as string;
    expect(link).toMatch(new RegExp(`^${PUBLIC_URL}/wopi/content/[\\w-]+$`));
    upstream.received.length = 0;
    upstream.answer = (_, response) =>
      void response.writeHead(206, { 'Content-Range': 'bytes 0-1/9' }).end('ab');
    const headers = {
      Range: 'bytes=0-1',
      Authorization: 'Bearer x',
      'X-WOPI-Lock': 'l',
      'X-WOPI-Proof': 'p',
    };
    const answer = await fetched(link, { headers });
    expect([answer.status, await answer.text()]).toEqual([206, 'ab']);
    const [received] = upstream.received;
    expect(received!.url).toBe('/raw/1?sig=%2fx');
    expect(received!.all('Range')).toEqual(['bytes=0-1']);
    for (const name of ['Authorization', 'X-WOPI-Lock', 'X-WOPI-Proof'])
      expect(received!.all(name)).toEqual([]);
    expect((await fetched(link, { method: 'POST' })).status).toBe(404);
    expect((await fetched(`${link.slice(0, -2)}AA`)).status).toBe(404);
    await set('proxied_file_url = false', 'instances');
    expect((await fetched(link)).status).toBe(404);
  });

  it('leads to the instance’s own server only', async () => {
    await set('proxied_file_url = true', 'instances');
    const other = await startUpstream();
    try {
      for (const url of [
        other.filesUrl,
        'http://169.254.169.254/',
        'file:///etc/passwd',
        `${origin().replace('//', '//u:p@')}/x`,
        '//x/',
        '',
      ])
        expect(await info({ FileUrl: url })).toEqual({});
      const link = (await info({ FileUrl: `${origin()}/raw` }))['FileUrl'] as string;
      upstream.answer = (_, response) => void response.writeHead(302, { Location: other.filesUrl }).end();
      expect((await fetched(link)).status).toBe(500);
      expect(other.received).toEqual([]);
    } finally {
      await stopServer(other.server);
    }
  });

  it('is sealed by the tenant’s own key for that, and ends with it', async () => {
    await set('proxied_file_url = true', 'instances');
    const route = () => fixture.registry.find(tenant.filesUrl)!;
    const given = async () => (await info({ FileUrl: `${origin()}/raw` }))['FileUrl'] as string;
    const statuses = (links: string[]) =>
      Promise.all(links.map(async (link) => (await fetched(link)).status));
    const before = await given();
    const { keyId } = await fixture.tenants.addKey(tenant.tenantId, undefined, 'file-url');
    await fixture.tenants.addKey(tenant.tenantId, undefined, 'redirect');
    await fixture.eventually(() => route().otherKeys.length === 2);
    const first = await given();
    await fixture.tenants.rotateKey(tenant.tenantId, undefined, 'file-url');
    await fixture.eventually(() => route().otherKeys.length === 3);
    const links = [before, first, await given()];
    expect(await statuses(links)).toEqual([200, 200, 200]);
    await fixture.tenants.revokeKey(tenant.tenantId, keyId);
    await fixture.eventually(() => route().otherKeys.length === 2);
    expect(await statuses(links)).toEqual([200, 404, 200]);
  });

  it('ends with the key of the call that it was given to', async () => {
    await set('proxied_file_url = true', 'instances');
    const link = (await info({ FileUrl: `${origin()}/raw` }))['FileUrl'] as string;
    await fixture.tenants.revokeKey(tenant.tenantId, tenant.keyId);
    await fixture.eventually(() => fixture.registry.find(tenant.filesUrl)?.keys.length === 0);
    expect((await fetched(link)).status).toBe(404);
  });
});

describe('PutUserInfo', () => {
  const put = (userInfo: string, query: string) =>
    fixture.call(idFor(tenant), {
      method: 'POST',
      query,
      headers: [['X-WOPI-Override', 'PUT_USER_INFO']],
      body: Buffer.from(userInfo, 'latin1'),
    });
  const infoFor = async (query: string, members: object) => {
    upstream.answer = (_, response) => void response.end(JSON.stringify(members));
    return JSON.parse((await fixture.call(idFor(tenant, '9'), { query })).body.toString()) as object;
  };
  const unsupported = () => {
    upstream.answer = (_, response) => void response.writeHead(501, { 'X-WOPI-ServerError': 'no' }).end('no');
  };

  it('is kept for each user of an instance that cannot, over sessions and files', async () => {
    await set('keep_user_info = true');
    const ada = { UserId: 'ada', SupportsUserInfo: false };
    expect(await infoFor('?access_token=ada-1', ada)).toEqual({ UserId: 'ada', SupportsUserInfo: true });
    unsupported();
    expect((await put('panes="2"', '?access_token=ada-1')).status).toBe(200);
    expect(upstream.received.at(-1)!.body.toString()).toBe('panes="2"');
    expect(await infoFor('?access_token=ada-2', ada)).toEqual({ UserId: 'ada', SupportsUserInfo: true, UserInfo: 'panes="2"' }); // prettier-ignore
    expect(await infoFor('?access_token=bob', { UserId: 'bob' })).toEqual({
      UserId: 'bob',
      SupportsUserInfo: true,
    });
    unsupported();
    expect((await put('later', '?access_token=ada-2')).status).toBe(200);
    expect(await infoFor('?access_token=ada-1', ada)).toMatchObject({ UserInfo: 'later' });
    const rows = await db().query('select * from kept_user_infos where tenant_id = $1', [tenant.tenantId]);
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toContain('ada');
  });

  it('has 1,024 characters of ASCII', async () => {
    await set('keep_user_info = true');
    await infoFor('?access_token=a', { UserId: 'ada' });
    unsupported();
    upstream.received.length = 0;
    expect((await put('x'.repeat(1025), '?access_token=a')).status).toBe(413);
    expect((await put('\xff', '?access_token=a')).status).toBe(400);
    expect(upstream.received).toEqual([]);
    expect((await put('x'.repeat(1024), '?access_token=a')).status).toBe(200);
    expect((await put('', '?access_token=a')).status).toBe(200);
  });

  it('stays the instance’s affair where that can, where the policy does not say so, and for strangers', async () => {
    unsupported();
    expect((await put('a', '?access_token=a')).status).toBe(501);
    await set('keep_user_info = true');
    const strange = await put('a', '?access_token=never-seen');
    expect([strange.status, strange.body.toString()]).toEqual([501, 'no']);
    const able = { UserId: 'ada', SupportsUserInfo: true, UserInfo: 'own' };
    expect(await infoFor('?access_token=able', able)).toEqual(able);
    upstream.answer = (_, response) => void response.end();
    expect((await put('a', '?access_token=able')).status).toBe(200);
    expect(await db().query('select 1 from kept_user_infos where tenant_id = $1', [tenant.tenantId])).toEqual(
      [],
    );
  });
});
