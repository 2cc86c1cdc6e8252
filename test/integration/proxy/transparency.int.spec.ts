import 'reflect-metadata';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  ANY_TOKEN,
  idFor,
  ProxyFixture,
  PUBLIC_URL,
  startUpstream,
  stopServer,
  type TestUpstream,
} from './fixture.js';

let fixture: ProxyFixture;
let upstream: TestUpstream;
let tenant: Awaited<ReturnType<ProxyFixture['addTenant']>>;

beforeAll(async () => {
  fixture = await ProxyFixture.start();
  upstream = await startUpstream();
  tenant = await fixture.addTenant(upstream.filesUrl);
});
afterAll(async () => {
  await fixture?.close();
  await stopServer(upstream.server);
});
beforeEach(() => {
  upstream.received.length = 0;
  upstream.answer = (_, response) => void response.end();
});

describe('a call on its way to the instance', () => {
  it('keeps path, query, body and every value byte for byte', async () => {
    const query = `?access_token=${ANY_TOKEN}&access_token_ttl=0&x='%2f%2F~;"<>`;
    const crossing: [string, string][] = [
      ['X-WOPI-Override', 'PUT'],
      ['x-WOPI-lock', ''],
      ['X-WOPI-SuggestedTarget', 'na+AO8-ve +2D3eAA- .docx'],
      ['X-WOPI-Never-Heard-Of', '\u00ff\u00e4 \u00fc'],
      ['X-Request-ID', 'r-1'],
      ['Authorization', `Bearer ${decodeURIComponent(ANY_TOKEN)}`],
      ['Content-Type', 'application/octet-stream'],
      ['If-Match', '"a"'],
      ['Accept-Encoding', 'gzip, br'],
    ];
    const id = idFor(tenant);
    const body = Buffer.from([0, 255, 13, 10, 128]);
    const answer = await fixture.call(id, {
      method: 'POST',
      suffix: '/contents',
      query,
      headers: crossing,
      body,
    });
    expect(answer.status).toBe(200);
    const [received] = upstream.received;
    expect(received).toMatchObject({
      method: 'POST',
      url: `/index.php/apps/wopi/files/${id}/contents${query}`,
      body,
    });
    const pairs = pairsOf(received!.rawHeaders);
    for (const header of crossing) expect(pairs).toContainEqual(header);
    expect(received!.all('Content-Length')).toEqual(['5']);
  });

  it('still holds the proof, which the instance can check against the public URL', async () => {
    const id = idFor(tenant);
    const proof = fixture.office.proofFor(`/wopi/files/${id}?access_token=${ANY_TOKEN}`);
    await fixture.call(id, { proof });
    expect(proof).toHaveLength(3);
    for (const [name, value] of proof) expect(upstream.received[0]!.all(name)).toEqual([value]);
  });

  it('says where it came in, and nothing that the caller said of that', async () => {
    await fixture.call(idFor(tenant), {
      headers: [
        ['X-Forwarded-For', '10.9.8.7'],
        ['X-Forwarded-Host', 'evil.example'],
        ['X-Forwarded-Proto', 'gopher'],
        ['X-Original-URL', '/admin'],
        ['Forwarded', 'for=10.9.8.7'],
        ['Cookie', 'a=b'],
        ['WOPI-Proxy-Assertion', 'forged'],
        ['TE', 'trailers'],
      ],
    });
    const { all } = upstream.received[0]!;
    expect(all('X-Forwarded-For')).toEqual(['127.0.0.1']);
    expect(all('X-Forwarded-Host')).toEqual([new URL(PUBLIC_URL).host]);
    expect(all('X-Forwarded-Proto')).toEqual(['https']);
    expect(all('Host')).toEqual([new URL(upstream.filesUrl).host]);
    for (const name of ['X-Original-URL', 'Forwarded', 'Cookie', 'WOPI-Proxy-Assertion', 'TE']) {
      expect({ name, values: all(name) }).toEqual({ name, values: [] });
    }
  });

  it.each(['X-WOPI-Lock', 'keep-alive, authorization'])(
    'is refused with Connection: %s',
    async (connection) => {
      const answer = await fixture.call(idFor(tenant), { headers: [['Connection', connection], ['X-WOPI-Lock', 'a']] }); // prettier-ignore
      expect(answer.status).toBe(400);
      expect(upstream.received).toEqual([]);
    },
  );

  it('carries the own id of the instance where that wants it', async () => {
    const other = await startUpstream();
    try {
      const plain = await fixture.addTenant(other.filesUrl, { plainFileId: true });
      await fixture.call(idFor(plain, '214 7/4'), { suffix: '/contents' });
      expect(other.received[0]!.url).toBe(
        `/index.php/apps/wopi/files/214%207%2F4/contents?access_token=${ANY_TOKEN}`,
      );
      expect((await fixture.call(idFor(plain, '..'))).status).toBe(404);
      expect(other.received).toHaveLength(1);
    } finally {
      await stopServer(other.server);
    }
  });
});

describe('an answer on its way to the client', () => {
  it('keeps status, body and allowed headers byte for byte, an empty X-WOPI-Lock too', async () => {
    const body = Buffer.from([0, 255, 128, 10]);
    const crossing = [
      ['X-WOPI-Lock', ''],
      ['x-WOPI-LockFailureReason', '\u00e4\u00ff'],
      ['X-WOPI-ValidRelativeTarget', 'na+AO8-ve'],
      ['Content-Type', 'text/odd; charset=x'],
      ['Content-Disposition', 'attachment; filename="\u00fc"'],
      ['Cache-Control', 'private, max-age=1'],
      ['Accept-Ranges', 'bytes'],
      ['Retry-After', '7'],
      ['WWW-Authenticate', 'Bearer realm="x"'],
      ['Content-Length', '4'],
    ];
    const staying = [
      ['Set-Cookie', 'a=b'],
      ['Server', 'Apache'],
      ['X-Powered-By', 'PHP'],
      ['Location', 'https://evil.example'],
      ['Strict-Transport-Security', 'max-age=1'],
      ['Access-Control-Allow-Origin', '*'],
    ];
    upstream.answer = (_, response) =>
      void response.writeHead(409, [...staying, ...crossing].flat() as never).end(body);
    const answer = await fixture.call(idFor(tenant), {
      method: 'POST',
      headers: [['X-WOPI-Override', 'LOCK']],
    });
    expect(answer.status).toBe(409);
    expect(answer.body).toEqual(body);
    const pairs = pairsOf(answer.rawHeaders);
    for (const header of crossing) expect(pairs).toContainEqual(header);
    for (const [name] of staying)
      expect({ name, value: answer.header(name!) }).toEqual({ name, value: undefined });
  });

  it('is an error where the instance sends the caller elsewhere', async () => {
    upstream.answer = (_, response) =>
      void response.writeHead(302, { Location: upstream.filesUrl }).end('<html>');
    const answer = await fixture.call(idFor(tenant));
    expect(answer).toMatchObject({ status: 500, body: Buffer.alloc(0) });
    expect(answer.header('X-WOPI-ServerError')).toBe('upstream_redirect');
    expect(upstream.received).toHaveLength(1);
  });

  it('is an error that names its kind where the instance cannot be reached', async () => {
    const gone = await startUpstream();
    const lost = await fixture.addTenant(gone.filesUrl);
    await stopServer(gone.server);
    const answer = await fixture.call(idFor(lost));
    expect(answer).toMatchObject({ status: 500, body: Buffer.alloc(0) });
    expect(answer.header('X-WOPI-ServerError')).toBe('upstream_connect');
  });

  it('is an error where the instance lies where its tenant may not point', async () => {
    const url = 'https://169.254.169.254/wopi/files/';
    const answer = await fixture.call(idFor(await fixture.addTenant(url)));
    expect(answer.status).toBe(500);
    expect(answer.header('X-WOPI-ServerError')).toBe('upstream_refused_address');
  });
});

function pairsOf(raw: readonly string[]): string[][] {
  return raw.flatMap((name, i) => (i % 2 ? [] : [[name, raw[i + 1]!]]));
}
