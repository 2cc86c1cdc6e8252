import { mintProxiedFileId, readProxiedFileId } from '#wopi-protocol';
import type { ProxyRoute } from '#tenants';
import { describe, expect, it } from 'vitest';
import { rewriteAnswer, type RewriteContext, rewriteMaxBytes } from './rewrite-answer.js';

const filesUrl = 'https://cloud.example/index.php/apps/wopi/files/';
const key = {
  keyId: 'k',
  purpose: 'file-id' as const,
  state: 'active' as const,
  secret: Buffer.alloc(32, 7),
};
const dialect = { headerOrder: 'typ,alg', escapedSlashes: true } as const;
const noPolicy = { businessFlow: false, pseudonymUserIds: false };
const routeWith = ({ state = 'active', policy = {}, browserOrigins = [] as string[] } = {}) =>
  ({
    tenant: { tenantId: 't', state, policy: { ...noPolicy, ...policy } },
    instance: { filesUrl, browserOrigins },
    keys: [key],
  }) as unknown as ProxyRoute;
const context: RewriteContext = {
  publicUrl: 'https://proxy.example',
  filesUrl,
  dialect,
  key,
  route: routeWith(),
};
const minted = (fileId: string) => mintProxiedFileId({ filesUrl, fileId }, key.secret, dialect);
const rewritten = (json: string) =>
  rewriteAnswer('PutRelativeFile', Buffer.from(json), context)?.body.toString();

describe('rewriteAnswer', () => {
  it('proxies the Url of a new file with the same key and dialect and keeps its token and every other member', () => {
    const json = `{"Name":"\u00e4.docx","Url":"${filesUrl.replaceAll('/', '\\/')}2147483649?access_token=a%2Bb'c","Id":12345678901234567890}`;
    expect(rewritten(json)).toBe(
      `{"Name":"\u00e4.docx","Url":"https://proxy.example/wopi/files/${minted('2147483649')}?access_token=a%2Bb'c","Id":12345678901234567890}`,
    );
  });

  it('decodes the id of the path, since f is the id itself', () => {
    const url = (JSON.parse(rewritten(`{"Url":"${filesUrl}a%20b"}`)!) as { Url: string }).Url;
    expect(readProxiedFileId(url.split('/').at(-1)!)?.fileId).toBe('a b');
  });

  it('keeps an id that is proxied already, at the proxy or at the instance', () => {
    const there = `{"Url":"https://proxy.example/wopi/files/${minted('1')}?access_token=t"}`;
    expect(rewritten(there)).toBe(there);
    expect(rewritten(`{"Url":"${filesUrl}${minted('1')}?access_token=t"}`)).toBe(there);
  });

  it.each([
    'https://cloud.example/other/1',
    'https://cloud.example:444/index.php/apps/wopi/files/1',
    'https://cloud.example.evil/index.php/apps/wopi/files/1',
    'https://cloud.example:8443/index.php/apps/wopi/files/1',
    'https://cloud.example/index.php%2fapps/wopi/files/1',
    'https://cloud.example/index.php/apps/wopi/%/1',
    'ftp://cloud.example/index.php/apps/wopi/files/1',
    `${filesUrl}1/contents`,
    filesUrl,
    '',
    'not a url',
    '/elsewhere/1',
  ])('leaves %s as it is', (url) => {
    const body = Buffer.from(`{"Url":"${url}"}`);
    expect(rewriteAnswer('PutRelativeFile', body, context)?.body).toBe(body);
  });

  it.each([
    ['of upper case', 'HTTPS://CLOUD.Example/index.php/apps/wopi/files/1'],
    ['with its port', 'https://cloud.example:443/index.php/apps/wopi/files/1'],
    ['with the host name’s last dot', 'https://cloud.example./index.php/apps/wopi/files/1'],
    ['with a user', 'https://u:p@cloud.example/index.php/apps/wopi/files/1'],
    ['before the TLS in front of it', 'http://cloud.example/index.php/apps/wopi/files/1'],
    ['with escapes that nobody needs', 'https://cloud.example/inde%78.php/apps/%77opi/f%69les/%31'],
    ['with dot segments', 'https://cloud.example/x/../index.php/./apps/wopi/containers/%2e%2e/files/1'],
    ['with empty segments', 'https://cloud.example//index.php/apps//wopi/files/1/'],
    ['without a host', '/index.php/apps/wopi/files/1'],
    ['without a scheme', '//cloud.example/index.php/apps/wopi/files/1'],
    ['with backslashes', 'https:\\\\cloud.example\\index.php\\apps\\wopi\\files\\1'],
    ['with space around it', ' \thttps://cloud.example/index.php/\napps/wopi/files/1'],
  ])('knows an address of the instance %s', (_, url) => {
    const proxied = `https://proxy.example/wopi/files/${minted('1')}?access_token=a%2Bb'c`;
    for (const [written, expected] of [
      [`${url}?access_token=a%2Bb'c`, proxied],
      [`${url}?access_token=a%2Bb'c#fragment`, proxied],
    ] as const)
      expect(rewritten(JSON.stringify({ Url: written }))).toBe(JSON.stringify({ Url: expected }));
  });

  it('finds addresses in arrays of arrays and below a member that is not one itself', () => {
    const [own, proxied] = [`${filesUrl}8`, `https://proxy.example/wopi/files/${minted('8')}`];
    const answer = (Url: string) => ({ Url: [[{ Url }]], Unknown: { X: [[], [1, [{ Y: { Url } }]]] } });
    expect(rewritten(JSON.stringify(answer(own)))).toBe(JSON.stringify(answer(proxied)));
  });

  it('drops FileUrl from CheckFileInfo, however it is spelled', () => {
    const info = Buffer.from('{"BaseFileName":"a","File\\u0055rl":"https://x","Size":9007199254740993}');
    expect(rewriteAnswer('CheckFileInfo', info, context)?.body.toString()).toBe(
      '{"BaseFileName":"a","Size":9007199254740993}',
    );
    const without = Buffer.from('{"BaseFileName":"FileUrl"}');
    expect(rewriteAnswer('CheckFileInfo', without, context)?.body).toBe(without);
  });

  it('says so when it cannot', () => {
    expect(rewritten('{"Url":')).toBeUndefined();
    expect(
      rewriteAnswer('PutRelativeFile', Buffer.from('{"Url":"\xff"}', 'latin1'), context),
    ).toBeUndefined();
    expect(rewritten(`{"Url":"${filesUrl}${'a'.repeat(1000)}"}`)).toBeUndefined();
    expect(rewritten(`{"Url":"${filesUrl}%"}`)).toBeUndefined();
    expect(rewriteAnswer('PutRelativeFile', Buffer.from('{"Url":"x"}', 'utf16le'), context)).toBeUndefined();
    expect(rewriteAnswer('CheckFileInfo', Buffer.from('<html>'), context)).toBeUndefined();
  });

  it('is asked for operations whose answers hold addresses', () => {
    expect(rewriteMaxBytes('CheckFileInfo')).toBeGreaterThan(0);
    for (const operation of ['GetFile', 'PutFile', 'Lock', undefined] as const)
      expect(rewriteMaxBytes(operation)).toBeUndefined();
  });
});

describe('addresses of other resources', () => {
  const root = filesUrl.slice(0, -'files/'.length);
  const proxied = (resource: string, id: string) => `https://proxy.example/wopi/${resource}/${minted(id)}`;
  const answered = (operation: Parameters<typeof rewriteAnswer>[0], answer: object) =>
    JSON.parse(
      rewriteAnswer(operation, Buffer.from(JSON.stringify(answer)), context)!.body.toString(),
    ) as object;

  it('are proxied wherever an answer has them, with their tokens', () => {
    expect(
      answered('EnumerateChildren', {
        ChildContainers: [{ Name: 'c', Url: `${root}containers/7?access_token=a` }],
        ChildFiles: [
          { Name: 'f', Url: `${filesUrl}8?access_token=b`, Size: 1 },
          { Name: 'g', Url: `${filesUrl}9` },
        ],
      }),
    ).toEqual({
      ChildContainers: [{ Name: 'c', Url: `${proxied('containers', '7')}?access_token=a` }],
      ChildFiles: [
        { Name: 'f', Url: `${proxied('files', '8')}?access_token=b`, Size: 1 },
        { Name: 'g', Url: proxied('files', '9') },
      ],
    });
    expect(
      answered('EnumerateAncestors', { AncestorsWithRootFirst: [{ Url: `${root}containers/7` }] }),
    ).toEqual({
      AncestorsWithRootFirst: [{ Url: proxied('containers', '7') }],
    });
    expect(answered('GetRootContainer', { ContainerPointer: { Url: `${root}containers/7` } })).toEqual({
      ContainerPointer: { Url: proxied('containers', '7') },
    });
    expect(answered('GetEcosystem', { Url: `${root}ecosystem?access_token=e` })).toEqual({
      Url: `${proxied('ecosystem', 'ecosystem')}?access_token=e`,
    });
    expect(answered('GetFileWopiSrc', { Url: `${filesUrl}8` })).toEqual({ Url: proxied('files', '8') });
  });

  it('keep every other byte of a listing', () => {
    const text = `{"ChildFiles" : [ {"Url":"${filesUrl}8","Size":9007199254740993,"Size":1e2} , 7, {"x":[{"y":1.0}]} ],"ChildContainers":[]}`;
    const body = rewriteAnswer('EnumerateChildren', Buffer.from(text), context)!.body.toString();
    expect(body).toBe(text.replace(`${filesUrl}8`, proxied('files', '8')));
  });
});

describe('addresses for browsers', () => {
  const origins = { browserOrigins: ['https://cloud.example'] };
  const info = (members: object, settings: Parameters<typeof routeWith>[0] = origins) => {
    const answer = rewriteAnswer('CheckFileInfo', Buffer.from(JSON.stringify(members)), {
      ...context,
      route: routeWith(settings),
    })!;
    return { ...answer, members: JSON.parse(answer.body.toString()) as object };
  };

  it('stay on the tenant’s origins, and are taken out elsewhere, however they are spelled', () => {
    const kept = { CloseUrl: 'https://cloud.example/f/1', HostViewUrl: '', PostMessageOrigin: 'https://cloud.example', UserCanWrite: true }; // prettier-ignore
    const { members, removed } = info({
      ...kept,
      SignoutUrl: 'https://evil.example/',
      ClientUrl: 'javascript:alert(1)',
      hosteditURL: 'https://cloud.example.evil.example/',
      PrivacyUrl: 'https://cloud.example@evil.example/',
      BreadcrumbBrandUrl: 'http://cloud.example/',
      SomeNewUrl: '//evil.example',
    });
    expect(members).toEqual(kept);
    expect(removed).toEqual(['signouturl', 'clienturl', 'hostediturl', 'privacyurl', 'breadcrumbbrandurl', 'somenewurl']); // prettier-ignore
    expect(info({ PostMessageOrigin: 'https://evil.example' }).removed).toEqual(['postmessageorigin']);
  });

  it('are looked at in answers about new files too', () => {
    const answer = { Name: 'a', Url: `${filesUrl}8`, HostEditUrl: 'https://evil.example/' };
    const rewritten = rewriteAnswer('PutRelativeFile', Buffer.from(JSON.stringify(answer)), { ...context, route: routeWith(origins) })!; // prettier-ignore
    expect(rewritten.removed).toEqual(['hostediturl']);
    expect(rewritten.body.toString()).not.toContain('evil');
  });

  it('are the instance’s own affair as long as it has no origins registered', () => {
    const members = { CloseUrl: 'https://portal.example/' };
    expect(info(members, {})).toMatchObject({ members, removed: [] });
  });
});

describe('the tenant’s policy', () => {
  const info = (
    text: string,
    settings: Parameters<typeof routeWith>[0],
    pseudonym?: (id: string) => string,
  ) =>
    rewriteAnswer('CheckFileInfo', Buffer.from(text), {
      ...context,
      route: routeWith(settings),
      pseudonym,
    })!.body.toString();

  it('asks for a licence whatever the instance says', () => {
    const policy = { policy: { businessFlow: true } };
    const forced = '"LicenseCheckForEditIsEnabled":true';
    expect(info('{"Size":9007199254740993}', policy)).toBe(`{"Size":9007199254740993,${forced}}`);
    expect(info('{"LicenseCheckForEditIsEnabled":false}', policy)).toBe(`{${forced}}`);
    expect(info(`{${forced}, "a":1}`, policy)).toBe(`{${forced}, "a":1}`);
    expect(info('{}', policy)).toBe(`{${forced}}`);
  });

  it('lets sessions save in grace and nothing else, by whichever of two equal members a client goes', () => {
    const state = { state: 'grace' } as const;
    const saving = '"UserCanWrite":true,"SupportsUpdate":true,"ReadOnly":false';
    expect(info(`{${saving}}`, state)).toBe(
      `{${saving},"UserCanNotWriteRelative":true,"UserCanRename":false}`,
    );
    expect(info('{"UserCanRename":true,"userCanRename":1,"UserCanNotWriteRelative":true}', state)).toBe(
      '{"UserCanRename":false,"userCanRename":false,"UserCanNotWriteRelative":true}',
    );
  });

  it('gives users other names, the same ones for the same', () => {
    const pseudonym = (id: string) => `p${id}p`;
    expect(
      info('{"OwnerId":"a","UserId":"\\u0061","UserFriendlyName":"A","LastModifiedBy":7}', {}, pseudonym),
    ).toBe(
      // prettier-ignore
      '{"OwnerId":"pap","UserId":"pap","UserFriendlyName":"A","LastModifiedBy":7}',
    );
    expect(info('{"UserId":12345678901234567890,"OwnerId":""}', {}, pseudonym)).toBe(
      '{"UserId":"p12345678901234567890p","OwnerId":""}',
    );
  });

  it('leaves what it cannot read, deep or broken, for the caller to tell', () => {
    const grace = { ...context, route: routeWith({ state: 'grace' }) };
    for (const text of ['{"a":', '[]', `{"Url":${'['.repeat(200_000)}`])
      expect(rewriteAnswer('CheckFileInfo', Buffer.from(text), grace)).toBeUndefined();
    const deep = `{"a":${'['.repeat(1000)}${']'.repeat(1000)}}`;
    expect(info(deep, { state: 'grace' })).toContain(deep.slice(0, -1));
  });
});
