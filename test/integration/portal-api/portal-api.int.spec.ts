import 'reflect-metadata';
import { randomBytes, randomUUID } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MAX_FILE_BYTES, PASSWORD, Portal, type Visitor } from '../../support/portal.js';

let portal: Portal;
let alice: Visitor;
let bob: Visitor;

const files = '/api/portal/files';
const newName = (extension = 'docx') => `${randomBytes(6).toString('hex')}.${extension}`;
const json = async (response: Response) => (await response.json()) as Record<string, unknown>;

async function nameOf(as: Visitor, id: string): Promise<string | undefined> {
  const { files: listed } = (await (await portal.fetch('GET', files, { as })).json()) as {
    files: { id: string; name: string }[];
  };
  return listed.find((file) => file.id === id)?.name;
}

beforeAll(async () => {
  portal = await Portal.start();
  [alice, bob] = await Promise.all([portal.signIn('alice'), portal.signIn('bob')]);
});
afterAll(() => portal.stop());

describe('the account', () => {
  it('is signed in by a cookie that scripts cannot read', async () => {
    const response = await portal.fetch('POST', '/api/portal/sign-in', {
      json: { login: 'alice', password: PASSWORD },
    });
    expect(response.status).toBe(200);
    expect(response.headers.get('set-cookie')).toMatch(
      /^portal=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=43200$/,
    );
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(await json(response)).toMatchObject({
      user: { login: 'alice', displayName: 'Alice', role: 'member' },
      csrfToken: expect.stringMatching(/^[\w-]{43}$/),
      route: 'direct',
      clients: ['office'],
      maxFileBytes: MAX_FILE_BYTES,
    });
  });

  it('is told who it is, and a stranger is told to sign in', async () => {
    expect(await json(await portal.fetch('GET', '/api/portal/me', { as: alice }))).toMatchObject({
      user: { login: 'alice' },
    });
    const stranger = await portal.fetch('GET', '/api/portal/me');
    expect(stranger.status).toBe(401);
    expect(stranger.headers.get('content-type')).toMatch('application/problem+json');
    expect(await json(stranger)).toMatchObject({ status: 401, detail: 'Sign in first.' });
  });

  it.each([
    ['no body', undefined, 415],
    ['no password', { login: 'alice' }, 400],
    ['an object for a password', { login: 'alice', password: { $ne: '' } }, 400],
    ['more than asked for', { login: 'alice', password: PASSWORD, role: 'administrator' }, 400],
    ['an array', [], 400],
    ['null', null, 400],
    ['a login of 20,000 characters', { login: 'a'.repeat(20_000), password: 'x' }, 413],
    ['a wrong password', { login: 'nobody', password: 'x' }, 401],
  ])('is not signed in by %s', async (_, body, status) => {
    const response = await portal.fetch(
      'POST',
      '/api/portal/sign-in',
      body === undefined ? {} : { json: body },
    );
    expect(response.status).toBe(status);
    expect(response.headers.get('set-cookie')).toBeNull();
  });

  it.each(['https://evil.test', 'null', ''])('is not signed in by a page of %j', async (origin) => {
    const response = await portal.fetch('POST', '/api/portal/sign-in', {
      json: { login: 'alice', password: PASSWORD },
      headers: { Origin: origin },
    });
    expect(response.status).toBe(403);
  });

  it('is told when to try again', async () => {
    const attempt = () =>
      portal.fetch('POST', '/api/portal/sign-in', { json: { login: 'guessed', password: randomUUID() } });
    for (let n = 0; n < 5; n++) expect((await attempt()).status).toBe(401);
    const stopped = await attempt();
    expect(stopped.status).toBe(429);
    expect(Number(stopped.headers.get('retry-after'))).toBeGreaterThan(0);
  });

  it('is signed out for good', async () => {
    const visitor = await portal.signIn('leaver');
    const response = await portal.fetch('POST', '/api/portal/sign-out', { as: visitor });
    expect(response.status).toBe(204);
    expect(response.headers.get('set-cookie')).toMatch(/^portal=; .*Max-Age=0$/);
    expect((await portal.fetch('GET', '/api/portal/me', { as: visitor })).status).toBe(401);
  });

  it('gets its next cookie with whatever it asks for', async () => {
    const visitor = await portal.signIn('hourly');
    await portal.db.query(`update portal_sessions set rotated_at = now() - interval '2 hours'
      where user_id = (select user_id from users where login = 'hourly')`);
    const response = await portal.fetch('GET', files, { as: visitor });
    const cookie = response.headers.get('set-cookie')!.split(';')[0]!;
    expect(cookie).not.toBe(visitor.cookie);
    expect((await portal.fetch('GET', '/api/portal/me', { as: { ...visitor, cookie } })).status).toBe(200);
  });

  it('leaves a line in the audit log, for the right and for the wrong password', async () => {
    await portal.signIn('audited');
    const query = `select count(*)::int as n from audit_log a join users u using (tenant_id)
      where a.operation = 'SignIn' and a.status = 200 and a.user_id = u.user_id::text and u.login = 'audited'`;
    await expect.poll(async () => (await portal.db.query<{ n: number }>(query))[0]!.n).toBe(1);
  });

  it('is neither signed in nor out without that line', async () => {
    const visitor = await portal.signIn('unwritten');
    await portal.db.query(
      `alter table audit_log add constraint none check (operation not in ('SignIn', 'SignOut')) not valid`,
    );
    try {
      const credentials = { login: 'unwritten', password: PASSWORD };
      const refused = [
        await portal.fetch('POST', '/api/portal/sign-in', { json: credentials }),
        await portal.fetch('POST', '/api/portal/sign-out', { as: visitor }),
      ];
      expect(refused.map(({ status }) => status)).toEqual([500, 500]);
      expect(refused.map(({ headers }) => headers.get('set-cookie'))).toEqual([null, null]);
    } finally {
      await portal.db.query('alter table audit_log drop constraint none');
    }
    const sessions = `select count(*)::int as n from portal_sessions join users u using (tenant_id, user_id)
      where u.login = 'unwritten'`;
    expect(await portal.db.query(sessions)).toEqual([{ n: 1 }]);
    expect((await portal.fetch('GET', '/api/portal/me', { as: visitor })).status).toBe(200);
  });
});

describe('a change', () => {
  const changes = (id: string): [string, string, unknown?][] => [
    ['POST', `${files}?name=x.docx`],
    ['PATCH', `${files}/${id}`, { name: 'changed.docx' }],
    ['DELETE', `${files}/${id}`],
    ['POST', `${files}/${id}/versions/1/restore`],
    ['POST', '/api/portal/sign-out'],
  ];

  it.each([
    ['without the token', { 'X-CSRF-Token': '' }],
    ['with a made-up token', { 'X-CSRF-Token': 'x'.repeat(43) }],
    ['from another origin', { Origin: 'https://evil.test' }],
    ['from the WOPI name of the same server', { Origin: 'http://127.0.0.1:3000' }],
  ])('%s is refused, and changes nothing', async (_, headers) => {
    const name = newName();
    const id = await portal.upload(alice, name);
    for (const [method, target, body] of changes(id)) {
      const response = await portal.fetch(method, target, {
        as: alice,
        headers,
        ...(body ? { json: body } : {}),
      });
      expect([method, target, response.status]).toEqual([method, target, 403]);
    }
    expect(await nameOf(alice, id)).toBe(name);
    expect((await portal.fetch('GET', '/api/portal/me', { as: alice })).status).toBe(200);
  });

  it("of somebody else's file is answered as if it did not exist", async () => {
    const name = newName();
    const id = await portal.upload(alice, name);
    const strange = randomUUID();
    const targets = (file: string): [string, string, unknown?][] => [
      ...changes(file).slice(1, 4),
      ['GET', `${files}/${file}/content`],
      ['GET', `${files}/${file}/versions`],
      ['GET', `${files}/${file}/versions/1/content`],
    ];
    for (const [n, [method, target, body]] of targets(id).entries()) {
      const more = { as: bob, ...(body ? { json: body } : {}) };
      const real = await portal.fetch(method, target, more);
      const madeUp = await portal.fetch(method, targets(strange)[n]![1], more);
      expect([method, target, real.status]).toEqual([method, target, 404]);
      expect(await real.text()).toBe(await madeUp.text());
    }
    expect(await nameOf(alice, id)).toBe(name);
  });
});

describe('files', () => {
  it('are uploaded as they are and listed', async () => {
    const name = `Übersicht ${newName()}`;
    const content = randomBytes(300_000);
    const response = await portal.fetch('POST', `${files}?name=${encodeURIComponent(name)}`, {
      as: alice,
      body: content,
    });
    expect(response.status).toBe(201);
    const file = await json(response);
    expect(file).toMatchObject({
      name,
      size: 300_000,
      version: '1',
      ownerName: 'Alice',
      modifiedByName: 'Alice',
    });
    expect(await nameOf(alice, file['id'] as string)).toBe(name);
    const downloaded = await portal.fetch('GET', `${files}/${file['id']}/content`, { as: alice });
    expect(content.equals(Buffer.from(await downloaded.arrayBuffer()))).toBe(true);
  });

  it('are not mistaken for the JSON of a request', async () => {
    const id = await (async () => {
      const response = await portal.fetch('POST', `${files}?name=${newName('json')}`, {
        as: alice,
        body: Buffer.from('{"not": "parsed"'),
        headers: { 'Content-Type': 'application/json' },
      });
      return (await json(response))['id'] as string;
    })();
    const content = await portal.fetch('GET', `${files}/${id}/content`, { as: alice });
    expect(await content.text()).toBe('{"not": "parsed"');
  });

  it('of a name that is taken get a free one', async () => {
    const name = newName();
    await portal.upload(alice, name);
    const id = await portal.upload(alice, name);
    expect(await nameOf(alice, id)).toBe(name.replace('.docx', ' (2).docx'));
  });

  it.each([
    ['', 400],
    ['../x.docx', 400],
    ['a\u0000b', 400],
    ['x'.repeat(300), 400],
  ])('cannot be called %j', async (name, status) => {
    const response = await portal.fetch('POST', `${files}?name=${encodeURIComponent(name)}`, {
      as: alice,
      body: Buffer.from('x'),
    });
    expect(response.status).toBe(status);
    expect((await json(response))['detail']).toMatch(/\.$/);
  });

  it.each(['with its length', 'in chunks'])(
    'above the limit are refused with an answer, sent %s',
    async (how) => {
      const before = await json(await portal.fetch('GET', files, { as: alice }));
      const status = await new Promise<number | undefined>((resolve, reject) => {
        const target = new URL(`${files}?name=large.docx`, portal.url);
        const request = httpRequest(target, {
          method: 'POST',
          headers: {
            Cookie: alice.cookie,
            'X-CSRF-Token': alice.csrfToken,
            Origin: portal.url,
            ...(how === 'in chunks' ? {} : { 'Content-Length': MAX_FILE_BYTES + 1 }),
          },
        });
        request.on('response', (response) => {
          resolve(response.statusCode);
          request.destroy();
        });
        request.on('error', reject);
        if (how === 'in chunks') request.write(Buffer.alloc(MAX_FILE_BYTES + 1));
        else request.flushHeaders();
      });
      expect(status).toBe(413);
      expect(await json(await portal.fetch('GET', files, { as: alice }))).toEqual(before);
    },
  );

  it('whose upload breaks off leave nothing behind', async () => {
    const name = newName();
    await new Promise<void>((resolve) => {
      const request = httpRequest(new URL(`${files}?name=${name}`, portal.url), {
        method: 'POST',
        headers: {
          Cookie: alice.cookie,
          'X-CSRF-Token': alice.csrfToken,
          Origin: portal.url,
          'Content-Length': 1000,
        },
      });
      request.on('error', () => resolve());
      request.write('half', () => setTimeout(() => request.destroy(), 50));
    });
    const { files: listed } = (await (await portal.fetch('GET', files, { as: alice })).json()) as {
      files: { name: string }[];
    };
    expect(listed.map((file) => file.name)).not.toContain(name);
  });

  it('are inert when they are downloaded, whatever they are called', async () => {
    const name = `naïve;"quo'te 文.html`.replaceAll('"', '');
    const id = await portal.upload(alice, name, '<script>alert(1)</script>');
    for (const target of [`${files}/${id}/content`, `${files}/${id}/versions/1/content`]) {
      const { headers } = await portal.fetch('GET', target, { as: alice });
      expect(headers.get('content-type')).toBe('application/octet-stream');
      expect(headers.get('content-disposition')).toMatch(
        /^attachment; filename=".*"; filename\*=UTF-8''na%C3%AFve/,
      );
      expect(headers.get('content-security-policy')).toBe("sandbox; default-src 'none'");
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('cache-control')).toBe('no-store');
    }
  });

  it('are renamed, but not to the name of another', async () => {
    const [taken, name] = [newName(), newName()];
    await portal.upload(alice, taken);
    const id = await portal.upload(alice, newName());
    const rename = (to: unknown) =>
      portal.fetch('PATCH', `${files}/${id}`, { as: alice, json: { name: to } });
    expect(await json(await rename(name))).toMatchObject({ id, name });
    expect((await rename(taken)).status).toBe(409);
    expect((await rename('../x')).status).toBe(400);
    expect((await rename(7)).status).toBe(400);
    expect(await nameOf(alice, id)).toBe(name);
  });

  it('are deleted', async () => {
    const id = await portal.upload(alice, newName());
    expect((await portal.fetch('DELETE', `${files}/${id}`, { as: alice })).status).toBe(204);
    expect(await nameOf(alice, id)).toBeUndefined();
    expect((await portal.fetch('GET', `${files}/${id}/content`, { as: alice })).status).toBe(404);
  });

  it('that are locked stay as they are', async () => {
    const name = newName();
    const id = await portal.upload(alice, name);
    await portal.db.query(
      `insert into locks (tenant_id, file_id, lock_id, expires_at)
      select tenant_id, file_id, 'L', now() + interval '30 minutes' from files where file_id = $1`,
      [id],
    );
    const answers = await Promise.all([
      portal.fetch('PATCH', `${files}/${id}`, { as: alice, json: { name: newName() } }),
      portal.fetch('DELETE', `${files}/${id}`, { as: alice }),
      portal.fetch('POST', `${files}/${id}/versions/1/restore`, { as: alice }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([409, 409, 409]);
    expect(await nameOf(alice, id)).toBe(name);
  });

  it('show who took part in a version, and why it was saved', async () => {
    const id = await portal.upload(alice, newName());
    await portal.db.query(
      `update versions set save_kind = 'autosave', editors = array[$2, $3, gen_random_uuid()]::uuid[] where file_id = $1`,
      [id, await portal.member('bob'), await portal.member('alice')],
    );
    const { versions } = await json(await portal.fetch('GET', `${files}/${id}/versions`, { as: alice }));
    expect(versions).toMatchObject([{ saveKind: 'autosave', editorNames: ['Alice', 'Bob'] }]);
  });

  it('have versions, of which an old one can be restored', async () => {
    const id = await portal.upload(alice, newName(), 'first');
    expect((await portal.fetch('POST', `${files}/${id}/versions/1/restore`, { as: alice })).status).toBe(204);
    const { versions } = await json(await portal.fetch('GET', `${files}/${id}/versions`, { as: alice }));
    expect(versions).toMatchObject([
      { version: '2', origin: 'restored', restoredFrom: '1', current: true, authorName: 'Alice', size: 5 },
      { version: '1', origin: 'created', current: false },
    ]);
    const old = await portal.fetch('GET', `${files}/${id}/versions/1/content`, { as: alice });
    expect(await old.text()).toBe('first');
  });

  it.each(['1 or 1=1', '0', '-1', '9'.repeat(30), 'x', '7'])('have no version %j', async (version) => {
    const id = await portal.upload(alice, newName());
    const target = `${files}/${id}/versions/${encodeURIComponent(version)}/content`;
    expect((await portal.fetch('GET', target, { as: alice })).status).toBe(404);
  });

  it.each(['1', 'not-a-uuid', '%00', "'"])('have no id %j', async (id) => {
    for (const target of [`${files}/${id}/content`, `${files}/${id}/versions`]) {
      expect((await portal.fetch('GET', target, { as: alice })).status).toBe(404);
    }
  });
});

describe('the host page', () => {
  it('leads a stranger through the sign-in and back', async () => {
    const target = `/open/${randomUUID()}?action=view&wdOrigin=a%26b`;
    const response = await portal.fetch('GET', target);
    expect(response.status).toBe(303);
    expect(response.headers.get('cache-control')).toBe('no-store');
    const location = new URL(response.headers.get('location')!, portal.url);
    expect(location.pathname).toBe('/sign-in');
    expect(location.searchParams.get('next')).toBe(target);
  });

  it('holds the session of whoever is signed in', async () => {
    const id = await portal.upload(alice, newName());
    const response = await portal.fetch('GET', `/open/${id}?action=edit&wdOrigin=mail`, {
      as: alice,
      headers: { 'Accept-Language': 'de-DE,de;q=0.9' },
    });
    const body = await response.text();
    expect(response.status).toBe(200);
    expect(response.headers.get('content-security-policy')).toContain(`form-action ${portal.office.origin};`);
    expect(response.headers.get('cache-control')).toBe('no-cache, no-store');
    expect(body).toMatch(/name="access_token" value="[\w-]+\.[\w-]+\.[\w-]+"/);
    expect(body).toMatch(/name="access_token_ttl" value="\d{13}"/);
    expect(body).toContain(encodeURIComponent(`${portal.hostUrl}/wopi/files/${id}`));
    expect(body).toContain('ui=de-DE');
    expect(body).toContain('wdOrigin=mail');
    expect(body).toContain('data-close-url="/"');
    expect(body).not.toContain('data-edit-url');
  });

  it('shows the way from viewing to editing', async () => {
    const id = await portal.upload(alice, newName());
    const body = await (await portal.fetch('GET', `/open/${id}?action=view`, { as: alice })).text();
    expect(body).toContain(`data-edit-url="/open/${id}?action=edit"`);
  });

  it.each([
    [
      'a type that no client opens',
      () => portal.upload(alice, newName('zip')),
      '',
      422,
      'files of the type .zip',
    ],
    ["somebody else's file", () => portal.upload(bob, newName()), '', 404, 'There is no such file.'],
    ['a made-up id', async () => randomUUID(), '', 404, 'There is no such file.'],
    ['no id at all', async () => 'x', '', 404, 'There is no such file.'],
    ['an unknown action', () => portal.upload(alice, newName()), '?action=own', 400, 'neither view nor edit'],
    ['an unknown client', () => portal.upload(alice, newName()), '?client=x', 400, 'No editor of this name'],
  ])('is a sentence for %s', async (_, file, query, status, sentence) => {
    const response = await portal.fetch('GET', `/open/${await file()}${query}`, { as: alice });
    expect(response.status).toBe(status);
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(response.headers.get('content-security-policy')).toMatch(/^default-src 'none'/);
    const body = await response.text();
    expect(body).toContain(sentence);
    expect(body).not.toContain('access_token');
  });

  it('is a sentence while the office server does not answer', async () => {
    const id = await portal.upload(alice, newName());
    portal.office.reachable = false;
    const response = await portal.fetch('GET', `/open/${id}?action=edit`, { as: alice });
    portal.office.reachable = true;
    expect(response.status).toBe(503);
    expect(response.headers.get('retry-after')).toBe('30');
    expect(await response.text()).toContain('The editor cannot be reached at the moment.');
  });

  it('is a sentence for a ticket that was never given', async () => {
    const response = await portal.fetch('GET', `/launch/${randomBytes(32).toString('base64url')}`);
    expect(response.status).toBe(410);
    expect(await response.text()).toContain('This link has expired.');
  });
});

describe('the pages', () => {
  it.each(['/', '/sign-in?next=%2F', '/?versions=1'])(
    'are at %s, never kept, with a policy',
    async (target) => {
      const response = await portal.fetch('GET', target);
      expect(await response.text()).toContain('<title>Portal</title>');
      expect(response.headers.get('cache-control')).toContain('no-store');
      expect(response.headers.get('content-security-policy')).toBe(
        "default-src 'none'; base-uri 'none'; frame-ancestors 'none'; script-src 'self'; style-src 'self'; " +
          "img-src 'self'; connect-src 'self'; form-action 'self'",
      );
    },
  );

  it('have assets that are kept for good', async () => {
    const { headers, status } = await portal.fetch('GET', '/assets/index-AbC123.js');
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect(headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  });

  it.each(['/assets/..%2Findex.html', '/assets/%2e%2e%2findex.html', '/assets/__proto__', '/assets/none.js'])(
    'are not left by %s',
    async (target) => {
      expect((await portal.fetch('GET', target)).status).toBe(404);
    },
  );

  it('are not served at the WOPI name of the server', async () => {
    const at = (target: string) => fetch(portal.hostUrl + target, { redirect: 'manual' });
    expect((await at('/')).headers.get('location')).toBe(`${portal.url}/`);
    for (const target of ['/api/portal/me', '/sign-in', '/assets/index-AbC123.js', `/open/${randomUUID()}`]) {
      expect([target, (await at(target)).status]).toEqual([target, 404]);
    }
  });
});
