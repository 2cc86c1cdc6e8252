import { mintProxiedFileId, readProxiedFileId } from '#wopi-protocol';
import type { ProxyRoute } from '#tenants';
import { describe, expect, it } from 'vitest';
import { mayRewrite, rewriteAnswer, type RewriteContext } from './rewrite-answer.js';

const filesUrl = 'https://cloud.example/index.php/apps/wopi/files/';
const key = { keyId: 'k', state: 'active' as const, secret: Buffer.alloc(32, 7) };
const dialect = { headerOrder: 'typ,alg', escapedSlashes: true } as const;
const context: RewriteContext = {
  publicUrl: 'https://proxy.example',
  filesUrl,
  dialect,
  key,
  route: { instance: { filesUrl }, keys: [key] } as unknown as ProxyRoute,
};
const minted = (fileId: string) => mintProxiedFileId({ filesUrl, fileId }, key.secret, dialect);
const rewritten = (json: string) => rewriteAnswer('PutRelativeFile', Buffer.from(json), context)?.toString();

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
    'https://x@cloud.example/index.php/apps/wopi/files/1',
    `${filesUrl}1/contents`,
    filesUrl,
    'not a url',
  ])('leaves %s as it is', (url) => {
    const body = Buffer.from(`{"Url":"${url}"}`);
    expect(rewriteAnswer('PutRelativeFile', body, context)).toBe(body);
  });

  it('drops FileUrl from CheckFileInfo, however it is spelled', () => {
    const info = Buffer.from('{"BaseFileName":"a","File\\u0055rl":"https://x","Size":9007199254740993}');
    expect(rewriteAnswer('CheckFileInfo', info, context)?.toString()).toBe(
      '{"BaseFileName":"a","Size":9007199254740993}',
    );
    const without = Buffer.from('{"BaseFileName":"FileUrl"}');
    expect(rewriteAnswer('CheckFileInfo', without, context)).toBe(without);
  });

  it('says so when it cannot', () => {
    expect(rewritten('{"Url":')).toBeUndefined();
    expect(
      rewriteAnswer('PutRelativeFile', Buffer.from('{"Url":"\xff"}', 'latin1'), context),
    ).toBeUndefined();
    expect(rewritten(`{"Url":"${filesUrl}${'a'.repeat(1000)}"}`)).toBeUndefined();
  });

  it('looks at no answer that may be large', () => {
    expect(mayRewrite('GetFile')).toBe(false);
    expect(mayRewrite('PutFile')).toBe(false);
    expect(mayRewrite(undefined)).toBe(false);
  });
});
