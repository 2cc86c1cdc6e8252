import { randomUUID } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import * as http from 'node:http';
import * as path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AuditService } from '#audit';
import { Admin, KEY } from './fixture.js';

let admin: Admin;
let client: pg.Client;

beforeAll(async () => {
  admin = await Admin.start();
  client = new pg.Client(admin.database.url);
  await client.connect();
});

afterAll(async () => {
  await client.end();
  await admin.stop();
});

const rows = async (text: string, ...values: unknown[]) =>
  (await client.query(text, values)).rows as Record<string, unknown>[];
const putFile = async (name: string, owner = 'anna') => {
  const { status, json } = await admin.post(
    `files?${new URLSearchParams({ name, owner }).toString()}`,
    Buffer.from('words'),
  );
  expect(status).toBe(201);
  return json as { id: string; name: string };
};

describe('the key', () => {
  it.each([['files/x'], ['tenants'], ['tenants/default/keys'], ['doctor']])(
    'is needed for %s',
    async (target) => {
      for (const key of ['wrong', `${KEY}x`, KEY.slice(1), '']) {
        const { status, headers, json } = await admin.call('GET', `/admin/v1/${target}`, undefined, key);
        expect(status).toBe(401);
        expect(headers.get('www-authenticate')).toMatch(/^Bearer/);
        expect(headers.get('content-type')).toBe('application/problem+json');
        expect(json).toMatchObject({ status: 401, title: 'Unauthorized' });
      }
    },
  );

  it('is looked at before the body', async () => {
    const before = await rows('select count(*) from tenants');
    expect(
      (await admin.call('POST', '/admin/v1/tenants', { name: 'x', plan: 'business' }, 'wrong')).status,
    ).toBe(401);
    expect(await rows('select count(*) from tenants')).toEqual(before);
  });
});

describe('files', () => {
  it('stores a body of any type for an owner who becomes a member', async () => {
    const { id } = await putFile('Report.docx', 'Carla');
    const { status, json } = await admin.get(`files/${id}`);
    expect(status).toBe(200);
    expect(json).toMatchObject({ id, name: 'Report.docx', size: 5, version: '1', ownerName: 'carla' });
    expect(json).not.toHaveProperty('blobKey');
    expect(await rows(`select role, password_hash from users where login = 'carla'`)).toEqual([
      { role: 'member', password_hash: null },
    ]);
  });

  it('keeps JSON as content too', async () => {
    const { json } = await admin.post('files?name=a.json&owner=anna', { a: 1 });
    expect(json).toMatchObject({ name: 'a.json', size: 7 });
  });

  it('chooses a free name rather than refuse', async () => {
    await putFile('Twice.txt');
    expect((await putFile('Twice.txt')).name).toBe('Twice (2).txt');
  });

  it.each([
    ['no name', 'owner=anna'],
    ['no owner', 'name=a.txt'],
    ['two names', 'name=a.txt&name=b.txt&owner=anna'],
    ['a path as the name', `name=${encodeURIComponent('../a.txt')}&owner=anna`],
    ['a name of 600 characters', `name=${'n'.repeat(600)}&owner=anna`],
    ['a login with a space', 'name=a.txt&owner=two%20words'],
  ])('refuses %s', async (_, query) => {
    const before = await rows('select count(*) from files');
    const { status, json } = await admin.post(`files?${query}`, Buffer.from('x'));
    expect(status).toBe(400);
    expect(json).toMatchObject({ status: 400, type: 'about:blank' });
    expect(await rows('select count(*) from files')).toEqual(before);
  });

  it('leaves nothing of an upload that breaks off', async () => {
    const url = new URL('/admin/v1/files?name=broken.txt&owner=anna', admin.server.url);
    const headers = { Authorization: `Bearer ${KEY}`, 'Content-Length': 1000 };
    await new Promise<void>((resolve) => {
      const request = http.request(url, { method: 'POST', headers });
      request.on('error', () => resolve());
      request.write('only this');
      setTimeout(() => request.destroy(), 100);
    });
    expect(await rows(`select name from files where name like 'broken%'`)).toEqual([]);
    const left = await readdir(path.join(admin.dataDir, 'blobs'), { recursive: true });
    expect(left.filter((name) => name.includes('.tmp') || name.includes('draft'))).toEqual([]);
  });

  it.each([
    ['files/nonsense', 'There is nothing at this address.'],
    [`files/${randomUUID()}`, 'There is no such file.'],
  ])('has no %s', async (target, detail) => {
    expect(await admin.get(target)).toMatchObject({ status: 404, json: { detail } });
  });
});

describe('sessions', () => {
  it('opens one for a person who need not be known, nor own the file', async () => {
    const { id } = await putFile('Open.docx');
    const { status, json, headers } = await admin.post('sessions', {
      file: id,
      user: 'Dora',
      action: 'view',
    });
    expect(status).toBe(201);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(json).toMatchObject({
      wopiSrc: expect.stringContaining(id),
      accessToken: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/),
      accessTokenTtl: expect.any(Number),
      hostPageUrl: expect.stringMatching(/^http:\/\/localhost:3000\/launch\//),
      action: 'view',
    });
    const [session] = await rows(
      'select action, client, denied, route from sessions where session_id = $1',
      json.sessionId,
    );
    expect(session).toEqual({ action: 'view', client: 'office', denied: [], route: 'direct' });
  });

  it('takes rights away', async () => {
    const { id } = await putFile('Denied.docx');
    const { json } = await admin.post('sessions', {
      file: id,
      user: 'dora',
      deny: ['rename', 'write-relative'],
    });
    expect(await rows('select denied from sessions where session_id = $1', json.sessionId)).toEqual([
      { denied: ['rename', 'write-relative'] },
    ]);
  });

  it('refuses what it does not understand, and opens nothing', async () => {
    const { id: file } = await putFile('Refused.docx');
    const user = 'dora';
    const before = await rows('select count(*) from sessions');
    const wishes: [object, number][] = [
      [{ user }, 400],
      [{ file }, 400],
      [{ file: 'x', user }, 400],
      [{ file, user, action: 'print' }, 400],
      [{ file, user, deny: ['fly'] }, 400],
      [{ file, user, deny: 'rename' }, 400],
      [{ file, user, client: 'nobody' }, 400],
      [{ file, user, role: 'administrator' }, 400],
      [{ file: randomUUID(), user }, 404],
    ];
    for (const [wish, expected] of wishes) {
      expect([wish, (await admin.post('sessions', wish)).status]).toEqual([wish, expected]);
    }
    expect(await rows('select count(*) from sessions')).toEqual(before);
  });

  it('ends one, then there is none to end', async () => {
    const { id } = await putFile('End.docx');
    const { sessionId } = (await admin.post('sessions', { file: id, user: 'dora' })).json;
    expect((await admin.call('DELETE', `/admin/v1/sessions/${sessionId}`)).status).toBe(204);
    const [session] = await rows('select revoked_at from sessions where session_id = $1', sessionId);
    expect(session!['revoked_at']).not.toBeNull();
    expect((await admin.call('DELETE', `/admin/v1/sessions/${sessionId}`)).status).toBe(404);
    expect((await admin.call('DELETE', `/admin/v1/sessions/nonsense`)).status).toBe(404);
  });

  it('ends those of a person or of a file, and of nobody else', async () => {
    const [one, two] = [await putFile('One.docx'), await putFile('Two.docx')];
    const open = (file: string, user: string) => admin.post('sessions', { file, user });
    for (const file of [one.id, two.id]) for (const user of ['emil', 'fritz']) await open(file, user);
    expect((await admin.post('sessions/revoke', { user: 'emil', file: one.id })).json).toEqual({
      revoked: 1,
    });
    expect((await admin.post('sessions/revoke', { user: 'emil' })).json).toEqual({ revoked: 1 });
    expect((await admin.post('sessions/revoke', { file: one.id })).json).toEqual({ revoked: 1 });
    const live = await rows(
      'select file_id from sessions where revoked_at is null and file_id in ($1, $2)',
      one.id,
      two.id,
    );
    expect(live).toEqual([{ file_id: two.id }]);
  });

  it('does not end all sessions by mistake', async () => {
    expect((await admin.post('sessions/revoke', {})).status).toBe(400);
    expect((await admin.post('sessions/revoke', { user: 'nobody-here' })).status).toBe(404);
  });
});

describe('tenants', () => {
  it('adds one with an instance and a key, each with its audit row', async () => {
    const { status, json: tenant } = await admin.post('tenants', { name: 'Acme', plan: 'personal' });
    expect(status).toBe(201);
    const instance = await admin.post('tenants/Acme/instances', {
      filesUrl: 'https://cloud.example.com/wopi/files',
    });
    expect(instance.json).toMatchObject({
      filesUrl: 'https://cloud.example.com/wopi/files/',
      mode: 'transparent',
    });
    const key = await admin.post(`tenants/${tenant.tenantId}/keys`, {});
    expect(key.headers.get('cache-control')).toBe('no-store');
    expect(Buffer.from(key.json.secret, 'base64url')).toHaveLength(32);
    const shown = await admin.get('tenants/Acme');
    expect(shown.json).toMatchObject({
      name: 'Acme',
      plan: 'personal',
      keys: [{ keyId: key.json.keyId, state: 'active' }],
    });
    expect(shown.text).not.toContain(key.json.secret);
    expect(shown.text).not.toContain('ecret');
    expect((await admin.get('tenants/Acme/keys')).json.keys).toHaveLength(1);
    expect((await admin.get('tenants/Acme/instances')).json.instances).toHaveLength(1);
    expect((await admin.get('tenants')).json.tenants.map(({ name }: { name: string }) => name)).toContain(
      'Acme',
    );
    const audit = await rows(
      'select operation from audit_log where tenant_id = $1 order by occurred_at',
      tenant.tenantId,
    );
    expect(audit.map(({ operation }) => operation)).toEqual(['AddTenant', 'AddInstance', 'AddKey']);
  });

  it('takes an existing secret', async () => {
    const secret = 'the secret that the customer already has';
    const { json } = await admin.post('tenants/default/keys', { secret });
    expect(json.secret).toBe(secret);
    expect((await admin.post('tenants/default/keys', { secret })).status).toBe(409);
  });

  it('refuses what cannot be', async () => {
    const instance = 'tenants/default/instances';
    const refusals: [string, object, number][] = [
      ['tenants', { name: 'x' }, 400],
      ['tenants', { name: 'x', plan: 'gold' }, 400],
      ['tenants', { name: 'default', plan: 'business' }, 409],
      ['tenants/nobody/instances', { filesUrl: 'https://c.example/wopi/files/' }, 404],
      ['tenants/nobody/keys', {}, 404],
      [instance, { filesUrl: 'http://c.example/wopi/files/' }, 400],
      [instance, { filesUrl: 'https://c.example/wopi/files/', mode: 'open' }, 400],
      [instance, { filesUrl: 'https://c.example/wopi/files/', privateNetwork: 'yes' }, 400],
      ['tenants/default/keys', { secret: 'short' }, 400],
    ];
    for (const [target, body, expected] of refusals) {
      const { status, headers } = await admin.post(target, body);
      expect([target, body, status]).toEqual([target, body, expected]);
      expect(headers.get('content-type')).toBe('application/problem+json');
    }
  });
});

describe('everything else', () => {
  it('answers JSON that cannot be read, and paths that do not exist, with problems', async () => {
    const response = await fetch(new URL('/admin/v1/tenants', admin.server.url), {
      method: 'POST',
      headers: { Authorization: `Bearer ${KEY}`, 'Content-Type': 'application/json' },
      body: '{"name":',
    });
    expect(response.status).toBe(400);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    const nowhere = await admin.get('nowhere');
    expect(nowhere.status).toBe(404);
    expect(nowhere.headers.get('content-type')).toBe('application/problem+json');
  });

  it('shows Prometheus what every process reported within a minute, and nothing older', async () => {
    await client.query(
      `insert into process_metrics (instance_id, process, metrics, reported_at) values
        (gen_random_uuid(), 'proxy', $1, now() - interval '30 seconds'),
        (gen_random_uuid(), 'proxy', $1, now() - interval '61 seconds')`,
      [JSON.stringify([metric('wopi_test_total', 7)])],
    );
    const { status, headers, text } = await admin.call('GET', '/metrics', undefined, '');
    expect(status).toBe(200);
    expect(headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
    expect(text).toMatch(/^process_resident_memory_bytes\{process="admin",instance="[0-9a-f]{8}"\} \d+$/m);
    expect(text).toMatch(/^wopi_test_total 7$/m);
  });
});

const metric = (name: string, value: number) => ({
  name,
  help: name,
  type: 'counter',
  aggregator: 'sum',
  values: [{ value, labels: {} }],
});

describe('proof findings', () => {
  it('of one tenant are listed, newest first', async () => {
    const [acme, other] = await Promise.all(
      ['Findings', 'Without findings'].map((name) => admin.post('tenants', { name, plan: 'business' })),
    );
    const audit = admin.server.app.get(AuditService, { strict: false });
    const finding = { verdict: 'signature', cause: 'scheme', checkedUrl: 'https://p/', signedUrl: 'HTTP://P/', keyIds: ['a'] }; // prettier-ignore
    const { tenantId } = acme!.json as { tenantId: string };
    const entry = { tenantId, operation: 'Lock', status: 500, proof: 'signature', instanceId: randomUUID() };
    for (const proofFinding of [{ ...finding, cause: 'host' }, finding]) {
      audit.record({ ...entry, detail: { failure: 'proof_failed', proofFinding } });
      await audit.flush();
    }
    audit.record({ ...entry, detail: { failure: 'proof_failed' } });
    await audit.flush();
    const { findings } = (await admin.get('tenants/Findings/proof-findings')).json as { findings: object[] };
    expect(findings).toEqual([
      {
        at: expect.any(String),
        instanceId: entry.instanceId,
        operation: 'Lock',
        proof: 'signature',
        status: 500,
        finding,
      },
      expect.objectContaining({ finding: { ...finding, cause: 'host' } }),
    ]);
    expect(
      (await admin.get(`tenants/${(other!.json as typeof entry).tenantId}/proof-findings`)).json,
    ).toEqual({ findings: [] });
    expect((await admin.get('tenants/nobody/proof-findings')).status).toBe(404);
  });
});
