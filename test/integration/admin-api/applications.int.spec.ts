import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CollaboraServer } from '../../support/collabora-server.js';
import { type Answer, Admin, KEY } from './fixture.js';

let admin: Admin;
let collabora: CollaboraServer;
let key: string;

const call = (method: string, target: string, body?: Buffer | object, as = key): Promise<Answer> =>
  admin.call(method, `/api/v1/${target}`, body, as);

beforeAll(async () => {
  collabora = await CollaboraServer.start();
  admin = await Admin.start({ WOPI_CLIENTS: collabora.client, MAX_FILE_MIB: '1' });
  key = (await admin.post('api-keys', { name: 'app', role: 'application' })).json.key as string;
});
afterAll(async () => {
  await admin.stop();
  await collabora.stop();
});

const put = async (name: string, content = 'words') =>
  (await call('POST', `files?name=${name}&owner=anna`, Buffer.from(content))).json.id as string;

describe('an application', () => {
  it('keeps a document: made, described, listed, read, edited, deleted and no longer there', async () => {
    const made = await call('POST', 'files?name=Plan.docx&owner=anna', Buffer.from('words'));
    expect([made.status, made.json.size]).toEqual([201, 5]);
    const file = made.json.id as string;
    expect((await call('GET', `files/${file}`)).json).toMatchObject({ name: 'Plan.docx', version: '1' });
    expect((await call('GET', 'files?name=Plan')).json.files).toHaveLength(1);
    const content = await call('GET', `files/${file}/content`);
    expect([content.text, content.headers.get('content-disposition')]).toEqual([
      'words',
      'attachment; filename="Plan.docx"',
    ]);
    const { versions } = (await call('GET', `files/${file}/versions`)).json;
    expect(versions).toHaveLength(1);
    expect((await call('GET', `files/${file}/versions/1/content`)).text).toBe('words');
    const session = (await call('POST', 'sessions', { file, user: 'berta' })).json;
    expect(session).toMatchObject({ fileName: 'Plan.docx', profile: 'collabora' });
    expect(session.hostPageUrl).toMatch(/^http/);
    expect((await call('DELETE', `sessions/${session.sessionId}`)).status).toBe(204);
    expect((await call('DELETE', `files/${file}`)).status).toBe(204);
    expect((await call('GET', `files/${file}`)).status).toBe(404);
    expect((await call('GET', `files/${file}/content`)).status).toBe(404);
    expect((await call('DELETE', `files/${file}`)).status).toBe(404);
    const { deleted } = (await admin.get('deleted-files')).json;
    expect(deleted).toMatchObject([{ id: file, name: 'Plan.docx' }]);
  });

  it('does not delete what somebody is editing', async () => {
    const file = await put('Locked.docx');
    await admin.query(
      `insert into locks (tenant_id, file_id, lock_id, expires_at)
       select tenant_id, file_id, 'L', now() + interval '1 hour' from files where file_id = $1`,
      [file],
    );
    expect((await call('DELETE', `files/${file}`)).status).toBe(409);
    expect((await call('GET', `files/${file}`)).status).toBe(200);
  });

  it('has the API for applications and nothing of the administrators’', async () => {
    for (const target of ['users', 'tenants', 'audit', 'api-keys', 'retention'])
      expect((await admin.call('GET', `/admin/v1/${target}`, undefined, key)).status).toBe(403);
    expect((await call('GET', 'users')).status).toBe(404);
  });

  it('is listed with all that it may call', async () => {
    const documents = await Promise.all(
      ['api', 'admin'].map((api) => admin.call('GET', `/${api}/v1/openapi.json`)),
    );
    const [ours, theirs] = documents.map(({ json }) => json);
    expect(Object.keys(ours.paths).every((path) => path.startsWith('/api/v1/'))).toBe(true);
    expect(Object.keys(theirs.paths).every((path) => path.startsWith('/admin/v1/'))).toBe(true);
    expect([ours.info.title, theirs.info.title]).toEqual([
      'WOPI Gateway API for applications',
      'WOPI Gateway admin API',
    ]);
    expect((await admin.call('GET', '/api/v1/docs')).text).toContain('API for applications');
  });
});

describe('a file from a URL', () => {
  let server: Server;
  let origin: string;
  /** What the address answers. */
  let serve: Parameters<typeof createServer>[1];

  beforeAll(async () => {
    server = createServer((request, response) => serve!(request, response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  const fetched = (wish: object, as = KEY) =>
    call('POST', 'files/from-url', { url: `${origin}/a`, name: 'Far.docx', owner: 'anna', ...wish }, as);
  const rows = async () => (await admin.query<{ n: number }>('select count(*)::int as n from files'))[0]!.n;

  it('has the content of the address, and its name', async () => {
    serve = (_, response) => response.end('from afar');
    const { status, json } = await fetched({ privateNetwork: true });
    expect([status, json.name, json.size]).toEqual([201, 'Far.docx', 9]);
    expect((await call('GET', `files/${json.id}/content`)).text).toBe('from afar');
  });

  it.each<[string, Parameters<typeof createServer>[1]]>([
    ['a refusal', (_, response) => response.writeHead(404).end('nothing')],
    ['a redirect', (_, response) => response.writeHead(302, { Location: '/b' }).end()],
    ['compression', (_, response) => response.writeHead(200, { 'Content-Encoding': 'gzip' }).end('x')],
    [
      'half of what it says',
      (_, response) => {
        response.writeHead(200, { 'Content-Length': '100' }).write('half');
        setImmediate(() => response.destroy());
      },
    ],
    [
      'an end that is none',
      (_, response) => {
        response.write('half');
        setImmediate(() => response.destroy());
      },
    ],
  ])('is not made of %s', async (_, answer) => {
    serve = answer;
    const before = await rows();
    expect((await fetched({ privateNetwork: true })).status).toBe(502);
    expect(await rows()).toBe(before);
  });

  it('may not be larger than files are', async () => {
    serve = (_, response) => response.end(Buffer.alloc(1024 * 1024 + 1));
    const before = await rows();
    expect((await fetched({ privateNetwork: true })).status).toBe(413);
    expect(await rows()).toBe(before);
  });

  it('is not fetched from where requests never go', async () => {
    serve = (_, response) => response.end('inside');
    for (const url of [
      origin,
      origin.replace('http', 'https'),
      'https://169.254.169.254/latest',
      'https://[::1]/',
      'https://user:word@app.example/',
      'file:///etc/passwd',
    ])
      expect([url, (await fetched({ url })).status]).toEqual([url, 400]);
    expect((await fetched({ url: 'http://169.254.169.254/', privateNetwork: true })).status).toBe(400);
    const ofTenant = await admin.post('api-keys', { name: 'x', role: 'application', tenant: 'default' });
    expect((await fetched({ privateNetwork: true }, ofTenant.json.key as string)).status).toBe(403);
  });

  it('is made once for one Idempotency-Key', async () => {
    serve = (_, response) => response.end('once');
    const body = { url: `${origin}/a`, name: 'Once.docx', owner: 'anna', privateNetwork: true };
    const headers = { 'Idempotency-Key': 'k1' };
    const send = () => admin.call('POST', '/api/v1/files/from-url', body, KEY, headers);
    const [first, second] = [await send(), await send()];
    expect(second.json).toEqual(first.json);
    expect((await call('GET', 'files?name=Once')).json.files).toHaveLength(1);
  });
});

describe('a conversion', () => {
  beforeEach(() => Object.assign(collabora, { converts: true, status: 200, breaksOff: false }));

  it('reads a file in another format, and tells the client no name', async () => {
    const file = await put('Secret plan.docx', 'w\r\n--o--r\r\nds');
    const { status, text, headers } = await call('GET', `files/${file}/conversion?to=pdf`);
    expect([status, text]).toEqual([200, 'pdf of w\r\n--o--r\r\nds']);
    expect(headers.get('content-disposition')).toBe('attachment; filename="Secret plan.pdf"');
    expect(collabora.names.at(-1)).toBe('document.docx');
  });

  it('is refused where no client offers it, and told where one fails', async () => {
    const file = await put('Plan.docx');
    const convert = (to = 'pdf') => call('GET', `files/${file}/conversion?to=${to}`);
    expect((await convert('../x')).status).toBe(400);
    collabora.status = 500;
    expect((await convert()).status).toBe(502);
    collabora.converts = false;
    const refused = await convert();
    expect([refused.status, refused.json.detail]).toEqual([
      409,
      'None of the clients of this installation converts documents.',
    ]);
  });

  it('that breaks off is not taken for whole', async () => {
    const file = await put('Plan.docx');
    collabora.breaksOff = true;
    await expect(call('GET', `files/${file}/conversion?to=pdf`)).rejects.toThrow('terminated');
  });
});
