import { createHash, randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import { WopiHeader } from '#wopi-protocol';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Gateway } from '../../support/gateway.js';
import { startGateway } from '../../support/start-gateway.js';
import { exchange, WopiClient } from '../../support/wopi-client.js';

const MAX_FILE_MIB = 4;
const CONTENT = Buffer.from('the content that must stay');

let gateway: Gateway;
let fileId: string;
let edit: WopiClient;

beforeAll(async () => {
  gateway = await startGateway({ env: { MAX_FILE_MIB: String(MAX_FILE_MIB), TRUSTED_PROXIES: '1' } });
});
afterAll(() => gateway.stop());
beforeEach(async () => {
  fileId = await gateway.putFile(`${randomUUID()}.wopitest`, CONTENT);
  edit = await gateway.client(fileId);
});

/** What no refused request may change. */
async function expectUntouched(): Promise<void> {
  const info = (await edit.checkFileInfo()).json<{ Version: string; SHA256: string }>();
  expect(info).toMatchObject({ Version: '1', SHA256: createHash('sha256').update(CONTENT).digest('base64') });
  expect((await edit.getFile()).body).toEqual(CONTENT);
  expect((await edit.getLock()).lock).toBe('');
}

describe('tokens', () => {
  const alter: Record<string, (token: string) => string> = {
    'a made-up token': () => 'INVALID',
    'no token': () => '',
    'a token with another signature': (token) =>
      token.slice(0, -4) + (token.endsWith('AAAA') ? 'BBBB' : 'AAAA'),
    'a token whose claims were changed': (token) => {
      const [header, , signature] = token.split('.');
      const claims = Buffer.from(JSON.stringify({ aud: 'wopi', exp: 9e9 })).toString('base64url');
      return `${header}.${claims}.${signature}`;
    },
    'an unsigned token': (token) => {
      const header = Buffer.from('{"alg":"none","typ":"JWT"}').toString('base64url');
      return `${header}.${token.split('.')[1]}.`;
    },
    'a token with something behind it': (token) => `${token}.x`,
    'a second spelling of the same signature': (token) => `${token}=`,
  };

  it.each(Object.keys(alter))('refuses %s', async (name) => {
    const forged = edit.withToken(alter[name]!(edit.accessToken));
    for (const answer of [
      await forged.checkFileInfo(),
      await forged.putFile(Buffer.from('x'), 'L'),
      await forged.lock('L'),
    ]) {
      expect(answer.status).toBe(401);
      expect(answer.body.length).toBe(0);
    }
    await expectUntouched();
  });

  it('refuses the token of another file', async () => {
    const other = await gateway.client(await gateway.putFile('other.wopitest', Buffer.from('other')));
    for (const answer of [
      await edit.withToken(other.accessToken).getFile(),
      await edit.withToken(other.accessToken).lock('L'),
      await edit.withToken(other.accessToken).post('DELETE'),
    ]) {
      expect(answer.status).toBe(401);
    }
    await expectUntouched();
  });

  it('answers a made-up file id like a token that is not for it', async () => {
    const { wopiSrc, accessToken } = await gateway.openSession(fileId);
    const madeUp = wopiSrc.replace(fileId, randomUUID());
    const answer = await new WopiClient(madeUp, accessToken, gateway.office.keys).checkFileInfo();
    expect(answer.status).toBe(401);
  });

  it('refuses what two readers of the URL could read differently', async () => {
    const token = encodeURIComponent(edit.accessToken);
    const queries = [
      `?access_token=${token}&access_token=${token}`,
      `?access_token=${token}&access_token[]=x`,
      `?access_token=${token}&Access_Token=x`,
      `?access_token=${token}&access%5Ftoken=x`,
      `?Access_Token=${token}`,
      `?access_token=${token};x=1`,
    ];
    for (const query of queries) expect((await edit.call({ query })).status, query).toBe(401);
    const other = { Authorization: `Bearer ${edit.accessToken}x` };
    expect((await edit.call({ headers: other })).status).toBe(401);
  });

  /** A session of its own with a file made by it, and a client for that file. */
  async function deriving() {
    const { sessionId, wopiSrc, accessToken } = await gateway.openSession(fileId);
    const client = new WopiClient(wopiSrc, accessToken, gateway.office.keys);
    const suggest = { [WopiHeader.SuggestedTarget]: 'derived.wopitest' };
    const { Url } = (await client.post('PUT_RELATIVE', suggest, Buffer.from('x'))).json<{ Url: string }>();
    const [source, token] = Url.split('?access_token=') as [string, string];
    const derived = new WopiClient(source, decodeURIComponent(token), gateway.office.keys);
    expect((await derived.checkFileInfo()).status).toBe(200);
    return { sessionId, client, derived, madeId: new URL(source).pathname.split('/').at(-1)! };
  }

  it('refuses, with a session, whatever was derived from it, and has no row for that', async () => {
    const count = async () => (await gateway.query('select from sessions')).length;
    const before = await count();
    const { sessionId, derived } = await deriving();
    expect(await count()).toBe(before + 1);
    await gateway.admin('POST', '/sessions/revoke', { session: sessionId });
    expect((await derived.checkFileInfo()).status).toBe(401);
  });

  it('refuses, with a file, the tokens derived for it before, and lets their session live', async () => {
    const { client, derived, madeId } = await deriving();
    await gateway.admin('POST', '/sessions/revoke', { file: madeId });
    expect((await derived.checkFileInfo()).status).toBe(401);
    expect((await client.checkFileInfo()).status).toBe(200);
  });

  it('refuses a derived token when its file belongs to others by now', async () => {
    const { derived, madeId } = await deriving();
    await gateway.query('update files set created_by = owner_id where file_id = $1', [madeId]);
    expect((await derived.checkFileInfo()).status).toBe(401);
  });

  it('refuses a revoked session from the next request on', async () => {
    const { sessionId, wopiSrc, accessToken } = await gateway.openSession(fileId);
    const client = new WopiClient(wopiSrc, accessToken, gateway.office.keys);
    expect((await client.checkFileInfo()).status).toBe(200);
    await gateway.admin('POST', '/sessions/revoke', { session: sessionId });
    expect((await client.checkFileInfo()).status).toBe(401);
    expect((await edit.checkFileInfo()).status).toBe(200);
  });
});

describe('rights', () => {
  it('never lets a view token write, whatever the URL says', async () => {
    const view = await gateway.client(fileId, { action: 'view' });
    const info = (await view.checkFileInfo()).json();
    expect(info).toMatchObject({
      UserCanWrite: false,
      ReadOnly: true,
      UserCanNotWriteRelative: true,
      UserCanRename: false,
    });
    const name = { [WopiHeader.RequestedName]: 'renamed', [WopiHeader.SuggestedTarget]: 'x.wopitest' };
    const tries = [
      view.lock('L'),
      view.unlock('L'),
      view.lock('M', 'L'),
      view.refreshLock('L'),
      view.putFile(Buffer.from('x'), 'L'),
      view.post('DELETE'),
      view.post('RENAME_FILE', name),
      view.post('PUT_RELATIVE', name, Buffer.from('x')),
      view.call({
        method: 'POST',
        suffix: '/contents',
        headers: { [WopiHeader.Override]: 'PUT', [WopiHeader.Lock]: 'L' },
      }),
    ];
    for (const answer of await Promise.all(tries)) expect(answer.status).toBe(401);
    await expectUntouched();
  });

  it('answers 501 for what a session was denied and for what does not exist', async () => {
    const denied = await gateway.client(fileId, { deny: ['write-relative', 'rename'] });
    const headers = { [WopiHeader.SuggestedTarget]: '.wopitestx', [WopiHeader.RelativeTarget]: 'a.wopitest' };
    expect((await denied.post('PUT_RELATIVE', headers, Buffer.from('x'))).status).toBe(501);
    expect((await denied.post('RENAME_FILE', { [WopiHeader.RequestedName]: 'x' })).status).toBe(501);
    expect((await edit.post('NO_SUCH_OPERATION')).status).toBe(501);
    expect((await edit.call({ method: 'POST' })).status).toBe(501);
    await expectUntouched();
  });
});

describe('lock ids', () => {
  it.each(['x'.repeat(1025), 'tab\there', 'größe'])('refuses %#', async (id) => {
    const latin1 = Buffer.from(id, 'utf8').toString('latin1');
    expect((await edit.lock(latin1)).status).toBe(400);
    await expectUntouched();
  });

  it('takes a missing or empty id for no id', async () => {
    expect((await edit.post('LOCK')).status).toBe(400);
    expect((await edit.lock('')).status).toBe(400);
    await expectUntouched();
  });

  it('keeps 1,024 characters exactly', async () => {
    const id = `{"S":"${'a B'.repeat(338)}"}`.padEnd(1024, '~');
    expect((await edit.lock(id)).status).toBe(200);
    expect((await edit.getLock()).lock).toBe(id);
    expect((await edit.unlock(id)).status).toBe(200);
  });

  it('refuses a line break inside an id before it is read', async () => {
    const { pathname, host } = new URL(edit.wopiSrc);
    const answer = await raw(
      host,
      `POST ${pathname}?access_token=x HTTP/1.1\r\nHost: ${host}\r\nX-WOPI-Lock: a\rb\r\n\r\n`,
    );
    expect(answer).toMatch(/^HTTP\/1.1 400 /);
    await expectUntouched();
  });
});

describe('bodies', () => {
  it('keeps the old content when the sender stops early', async () => {
    await edit.lock('L');
    const put = { [WopiHeader.Override]: 'PUT', [WopiHeader.Lock]: 'L' };
    const { origin, path, headers } = edit.prepare({ method: 'POST', suffix: '/contents', headers: put });
    const { host } = new URL(origin);
    const lines = Object.entries({ ...headers, Host: host, 'Content-Length': '1000' }).map(
      ([name, value]) => `${name}: ${value}\r\n`,
    );
    await raw(host, `POST ${path} HTTP/1.1\r\n${lines.join('')}\r\nonly a part`, 'half');
    await edit.unlock('L');
    await expectUntouched();
  });

  it.each(['3', '5'])('refuses four bytes where X-WOPI-Size says %s', async (size) => {
    const headers = { [WopiHeader.SuggestedTarget]: 'copy.wopitest', [WopiHeader.Size]: size };
    expect((await edit.post('PUT_RELATIVE', headers, Buffer.from('four'))).status).toBe(400);
    await expectUntouched();
  });

  it('answers what is too large while it is still being sent, and the next request on the same connection', async () => {
    await edit.lock('L');
    const put = { [WopiHeader.Override]: 'PUT', [WopiHeader.Lock]: 'L' };
    const { origin, path, headers } = edit.prepare({ method: 'POST', suffix: '/contents', headers: put });
    const next = edit.prepare({ method: 'POST', headers: { [WopiHeader.Override]: 'GET_LOCK' } });
    const { host } = new URL(origin);
    delete headers['Content-Length'];
    const head = (target: string, sent: Record<string, string>) =>
      [
        `POST ${target} HTTP/1.1`,
        ...Object.entries({ ...sent, Host: host }).map((pair) => pair.join(': ')),
        '',
        '',
      ].join('\r\n');
    const chunk = `${(1024 * 1024).toString(16)}\r\n${'x'.repeat(1024 * 1024)}\r\n`;
    const body = `${chunk.repeat(MAX_FILE_MIB + 2)}0\r\n\r\n`;
    const both =
      head(path, { ...headers, 'Transfer-Encoding': 'chunked' }) +
      body +
      head(next.path, { ...next.headers, Connection: 'close' });
    const answer = await raw(host, both);
    expect(answer).toMatch(/^HTTP\/1.1 413 [^]*HTTP\/1.1 200 [^]*X-WOPI-Lock: L\r\n/);
    expect((await edit.putFile(Buffer.alloc(MAX_FILE_MIB * 1024 * 1024 + 1), 'L')).status).toBe(413);
    await edit.unlock('L');
    await expectUntouched();
  });

  it('refuses two ways of telling the length', async () => {
    const { pathname, host } = new URL(edit.wopiSrc);
    const smuggled = `POST ${pathname} HTTP/1.1\r\nHost: ${host}\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`;
    expect(await raw(host, smuggled)).toMatch(/^HTTP\/1.1 400 /);
  });

  it('sends no content that is larger than the client takes', async () => {
    const read = (bytes: number) => edit.getFile({ [WopiHeader.MaxExpectedSize]: String(bytes) });
    const refused = await read(CONTENT.length - 1);
    expect([refused.status, refused.body.length]).toEqual([412, 0]);
    expect((await read(CONTENT.length)).body).toEqual(CONTENT);
  });

  it('refuses user info that is too long or not ASCII', async () => {
    expect((await edit.post('PUT_USER_INFO', {}, Buffer.alloc(1025, 'x'))).status).toBe(413);
    expect((await edit.post('PUT_USER_INFO', {}, Buffer.from('ü'))).status).toBe(400);
    expect((await edit.checkFileInfo()).json()).not.toHaveProperty('UserInfo');
  });
});

describe('names', () => {
  const bad = ['../evil', 'a/b', 'a\\b', 'nul\0l', 'x'.repeat(600), 'con', '   ', 'a\u202Efdp'];
  const wire = (name: string) =>
    name.replaceAll(
      /[^A-Za-z0-9'(),\-./:? ]/g,
      (c) => `+${Buffer.from(c, 'utf16le').swap16().toString('base64').replaceAll('=', '')}-`,
    );

  it.each(bad)('refuses the exact name %j and the new name %j', async (name) => {
    const exact = await edit.post(
      'PUT_RELATIVE',
      { [WopiHeader.RelativeTarget]: wire(`${name}.wopitest`) },
      Buffer.from('x'),
    );
    const renamed = await edit.post('RENAME_FILE', { [WopiHeader.RequestedName]: wire(name) });
    expect([exact.status, renamed.status]).toEqual([400, 400]);
    expect(renamed.headers['x-wopi-invalidfilenameerror']).toMatch(/name/i);
    await expectUntouched();
  });

  it('finds free names where small and capital letters are not what they seem', async () => {
    for (const name of ['İstanbul', 'ΑΣ', 'Straße', 'ﬁle']) {
      const suggest = { [WopiHeader.SuggestedTarget]: wire(`${name}.wopitest`) };
      const made = [await edit.post('PUT_RELATIVE', suggest), await edit.post('PUT_RELATIVE', suggest)];
      expect(
        made.map(({ status }) => status),
        name,
      ).toEqual([200, 200]);
    }
  });

  it('makes the best of a bad suggestion', async () => {
    const answer = await edit.post(
      'PUT_RELATIVE',
      { [WopiHeader.SuggestedTarget]: '../../etc/passwd' },
      Buffer.from('x'),
    );
    expect(answer.status).toBe(200);
    expect(answer.json()['Name']).toBe('_.._etc_passwd');
  });

  it('refuses UTF-7 that is broken', async () => {
    expect((await edit.post('RENAME_FILE', { [WopiHeader.RequestedName]: '+2D3' })).status).toBe(400);
    await expectUntouched();
  });
});

describe('addresses', () => {
  it.each(['/wopi/files/../files', '/wopi/files/%2e%2e', '/wopi/nothing', '/wopi/files/a.b.c'])(
    'answers no content for %s',
    async (path) => {
      const target = `${path}?access_token=${encodeURIComponent(edit.accessToken)}`;
      const answer = await exchange(new URL(edit.wopiSrc), 'GET', target, edit.prepare({}).headers);
      expect([401, 404, 500]).toContain(answer.status);
      expect(answer.body.toString()).not.toContain(edit.accessToken);
      expect(answer.headers['cache-control']).toBe('no-store');
    },
  );

  it('sends contents so that no browser shows or runs them', async () => {
    const { headers } = await edit.getFile();
    expect(headers).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-disposition': 'attachment',
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    });
    expect(headers['etag']).toBeUndefined();
  });
});

describe('guessed tokens', () => {
  const GUESSES = 150;
  const PATIENCE = 100;
  const headers = { 'X-Forwarded-For': '198.51.100.7' };
  const guess = () => {
    const { accessToken } = edit;
    const signature = createHash('sha256').update(randomUUID()).digest('base64url');
    return edit
      .withToken(accessToken.slice(0, accessToken.lastIndexOf('.') + 1) + signature)
      .call({ headers });
  };

  it('are told to wait, while every genuine token is served from the same network', async () => {
    const answers = await Promise.all(Array.from({ length: GUESSES }, guess));
    const told = answers.filter(({ status }) => status === 429);
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(PATIENCE);
    expect(told).toHaveLength(GUESSES - PATIENCE);
    for (const answer of told) {
      expect(answer.headers['retry-after']).toMatch(/^(?:60|[1-5]?\d)$/);
      expect(answer.body.length).toBe(0);
    }
    expect((await edit.call({ headers })).status).toBe(200);
    const { sessionId, accessToken } = await gateway.openSession(fileId);
    await gateway.admin('DELETE', `/sessions/${sessionId}`);
    expect((await edit.withToken(accessToken).call({ headers })).status).toBe(401);
    const rows = `select from audit_log where status = 429 and remote_address = '198.51.100.7'`;
    await expect.poll(() => gateway.query(rows), { timeout: 60_000 }).toHaveLength(1);
    await expectUntouched();
  });
});

/** Sends bytes as they are; answers what comes back until the server or, for `half`, this side ends the connection. */
function raw(host: string, text: string, end?: 'half'): Promise<string> {
  return new Promise((resolve, reject) => {
    const [hostname, port] = host.split(':');
    const socket = connect(Number(port), hostname, () => {
      socket.write(text, 'latin1');
      if (end === 'half') setTimeout(() => socket.destroy(), 100);
    });
    let answer = '';
    socket.on('data', (chunk) => (answer += chunk.toString('latin1')));
    socket.once('error', reject);
    socket.once('close', () => resolve(answer));
  });
}
