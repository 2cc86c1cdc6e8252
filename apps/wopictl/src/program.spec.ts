import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Wopictl } from '../../../test/support/wopictl.js';
import { AdminClient } from './admin-client.js';
import { findAdmin } from './find-admin.js';
import { UsageError } from './program.js';
import { Refused } from './refused.js';

let wopictl: Wopictl;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'wopictl-'));
  wopictl = await Wopictl.start();
});
afterAll(() => {
  wopictl.stop();
  rmSync(folder, { recursive: true });
});
beforeEach(() => wopictl.reset());

describe('wopictl', () => {
  it('stores a file under its own name and prints its id alone', async () => {
    const file = path.join(folder, 'café & tea.docx');
    writeFileSync(file, 'content');
    wopictl.reply = { status: 201, body: { id: 'abc', name: 'x' } };
    expect(await wopictl.run('file', 'put', file)).toBe('abc\n');
    expect(wopictl.calls[0]!.line).toBe('POST /admin/v1/files?name=caf%C3%A9+%26+tea.docx&owner=admin');
    expect(wopictl.calls[0]!.headers).toMatchObject({
      authorization: 'Bearer the-key',
      'content-length': '7',
    });
    expect(wopictl.calls[0]!.body).toBe('content');
  });

  it('takes another name and owner', async () => {
    const file = path.join(folder, 'a.md');
    writeFileSync(file, '');
    await wopictl.run('file', 'put', file, '--name', 'b.md', '--owner', 'anna');
    expect(wopictl.calls[0]!.line).toBe('POST /admin/v1/files?name=b.md&owner=anna');
  });

  it('answers with JSON alone, wherever --json stands', async () => {
    wopictl.reply = { status: 200, body: { tenants: [{ name: 'one' }] } };
    for (const args of [
      ['--json', 'tenant', 'list'],
      ['tenant', 'list', '--json'],
    ]) {
      expect(JSON.parse(await wopictl.run(...args))).toEqual(wopictl.reply.body);
    }
  });

  it('opens a session with every wish', async () => {
    const file = '0d4c9f0e-6a0c-4d68-9f0e-000000000001';
    const wishes = ['--user', 'anna', '--action', 'view', '--client', 'sandbox', '--direct'];
    await wopictl.run('session', 'open', '--deny', 'rename,delete', '--deny', 'containers', file, ...wishes);
    expect(wopictl.calls[0]!.line).toBe('POST /admin/v1/sessions');
    expect(JSON.parse(wopictl.calls[0]!.body)).toEqual({
      file,
      user: 'anna',
      action: 'view',
      client: 'sandbox',
      direct: true,
      deny: ['rename', 'delete', 'containers'],
    });
  });

  it.each([
    [['session', 'revoke', 'S'], { session: 'S' }],
    [['session', 'revoke', '--user', 'anna'], { user: 'anna' }],
    [['session', 'revoke', '--file', 'F'], { file: 'F' }],
  ])('%j revokes by %j', async (args, body) => {
    wopictl.reply = { status: 200, body: { revoked: 2 } };
    expect(await wopictl.run(...args)).toBe('2 revoked\n');
    expect(JSON.parse(wopictl.calls[0]!.body)).toEqual(body);
  });

  it('registers tenants, instances and keys', async () => {
    await wopictl.run('tenant', 'add', 'Example Ltd', '--plan', 'business');
    await wopictl.run(
      'instance',
      'add',
      'Example Ltd',
      '--url',
      'https://c.example/wopi/files/',
      '--mode',
      'attested',
      '--private',
    );
    await wopictl.run('key', 'add', 'Example Ltd', '--secret', 's3cret');
    await wopictl.run('key', 'add', 'Example Ltd');
    expect(wopictl.calls.map(({ line, body }) => [line, JSON.parse(body)])).toEqual([
      ['POST /admin/v1/tenants', { name: 'Example Ltd', plan: 'business' }],
      [
        'POST /admin/v1/tenants/Example%20Ltd/instances',
        { filesUrl: 'https://c.example/wopi/files/', mode: 'attested', privateNetwork: true },
      ],
      ['POST /admin/v1/tenants/Example%20Ltd/keys', { secret: 's3cret' }],
      ['POST /admin/v1/tenants/Example%20Ltd/keys', {}],
    ]);
  });

  it('changes what was said, and nothing else', async () => {
    await wopictl.run(
      'tenant',
      'set',
      'one',
      '--valid-until',
      '2027-12-31',
      '--max-file-mib',
      'none',
      '--soft-proof',
      'on',
    );
    await wopictl.run(
      'tenant',
      'set',
      'one',
      '--contact',
      'Ada <ada@example.com>',
      '--contact',
      'Bo <bo@example.com>',
    );
    await wopictl.run('tenant', 'suspend', 'one', '--now');
    await wopictl.run('tenant', 'resume', 'one');
    await wopictl.run(
      'instance',
      'set',
      'one',
      'i1',
      '--mode',
      'resign',
      '--no-private',
      '--origin',
      'https://c.example',
    );
    await wopictl.run('key', 'rotate', 'one');
    await wopictl.run('key', 'retire', 'one', 'k1');
    await wopictl.run('key', 'revoke', 'one', 'k1', '--now');
    expect(wopictl.calls.map(({ line, body }) => [line, body && JSON.parse(body)])).toEqual([
      [
        'PATCH /admin/v1/tenants/one',
        { validUntil: '2027-12-31T00:00:00.000Z', policy: { softProof: true }, limits: { maxFileMib: null } },
      ],
      [
        'PATCH /admin/v1/tenants/one',
        {
          contacts: [
            { name: 'Ada', email: 'ada@example.com' },
            { name: 'Bo', email: 'bo@example.com' },
          ],
        },
      ],
      ['POST /admin/v1/tenants/one/suspension', { now: true }],
      ['DELETE /admin/v1/tenants/one/suspension', ''],
      [
        'PATCH /admin/v1/tenants/one/instances/i1',
        { mode: 'resign', privateNetwork: false, browserOrigins: ['https://c.example'] },
      ],
      ['POST /admin/v1/tenants/one/keys/rotate', {}],
      ['PATCH /admin/v1/tenants/one/keys/k1', { state: 'retiring' }],
      ['DELETE /admin/v1/tenants/one/keys/k1?now=true', ''],
    ]);
  });

  it('prints settings to paste, and a report with what to change', async () => {
    wopictl.reply = {
      status: 200,
      body: {
        instances: [{ instanceId: 'i1' }],
        files: [{ where: 'config.php', text: 'x => y' }],
        notes: ['mind it'],
      },
    };
    expect(await wopictl.run('instance', 'onboarding', 'one')).toBe('# config.php\nx => y\n\n- mind it\n');
    expect(wopictl.calls.map(({ line }) => line)).toEqual([
      'GET /admin/v1/tenants/one/instances',
      'GET /admin/v1/tenants/one/instances/i1/onboarding',
    ]);
    const findings = [
      { check: 'php', outcome: 'failed', tried: 'GET status.php', seen: 'PHP 5.6', change: 'Upgrade it.' },
      { check: 'clock', outcome: 'passed', tried: 'GET x', seen: '0 seconds ahead' },
    ];
    const changes = [{ check: 'php', from: 'skipped', to: 'failed' }];
    const before = { madeAt: '2026-01-01T00:00:00.000Z' };
    wopictl.reply = { status: 201, body: { passed: false, findings, changes, before } };
    expect(await wopictl.run('instance', 'verify', 'one', 'i1')).toBe(
      'FAIL  php           PHP 5.6\n      GET status.php\n      > Upgrade it.\n' +
        'ok    clock         0 seconds ahead\n      GET x\n' +
        '\nsince 2026-01-01T00:00:00.000Z\nphp: skipped -> failed\n\nThe instance is not ready.\n',
    );
  });

  it.each([
    [['lock', 'list', '--stale', '--file', 'F'], 'GET /admin/v1/locks?stale=true&file=F', { locks: [] }],
    [['session', 'list', '--user', 'anna'], 'GET /admin/v1/sessions?user=anna', { sessions: [] }],
    [['user', 'list', '--limit', '9'], 'GET /admin/v1/users?limit=9', { users: [] }],
    [['api-key', 'list'], 'GET /admin/v1/api-keys', { keys: [] }],
    [['api-key', 'revoke', 'K'], 'DELETE /admin/v1/api-keys/K', {}],
    [['audit', 'list', '--since', '2026-01-01'], 'GET /admin/v1/audit?since=2026-01-01', { rows: [] }],
    [['audit', 'verify', '--tenant', 'a b'], 'POST /admin/v1/audit/verify?tenant=a+b', { ok: true }],
  ])('%j asks for %s', async (args, line, body) => {
    wopictl.reply = { status: 200, body };
    await wopictl.run(...args);
    expect(wopictl.calls.map((call) => call.line)).toEqual([line]);
  });

  it('shows where a list goes on', async () => {
    wopictl.reply = { status: 200, body: { users: [{ login: 'anna', role: 'member' }], next: 'abc' } };
    expect(await wopictl.run('user', 'list')).toMatch(/^LOGIN .*\nanna .*\nmore: --cursor abc\n$/);
  });

  it('releases a lock, and makes an API key', async () => {
    wopictl.reply = { status: 200, body: {} };
    expect(await wopictl.run('lock', 'release', 'F', 'L 1', '--reason', 'left open')).toBe('released\n');
    await wopictl.run('api-key', 'add', 'CI', '--role', 'viewer', '--tenant', 'acme');
    expect(wopictl.calls.map(({ line, body }) => [line, JSON.parse(body)])).toEqual([
      ['POST /admin/v1/locks/release', { file: 'F', lock: 'L 1', reason: 'left open' }],
      ['POST /admin/v1/api-keys', { name: 'CI', role: 'viewer', tenant: 'acme' }],
    ]);
  });

  it('disables the person of exactly this login', async () => {
    wopictl.reply = {
      status: 200,
      body: {
        users: [
          { id: 'U2', login: 'annabel' },
          { id: 'U1', login: 'anna' },
        ],
      },
    };
    await wopictl.run('user', 'disable', 'Anna');
    expect(wopictl.calls.map(({ line, body }) => [line, body])).toEqual([
      ['GET /admin/v1/users?name=anna&limit=200', ''],
      ['PATCH /admin/v1/users/U1', '{"disabled":true}'],
    ]);
    await expect(wopictl.run('user', 'enable', 'berta')).rejects.toThrow(
      'There is no person with the login berta.',
    );
  });

  it('ends a verification that found a break with a refusal', async () => {
    wopictl.reply = { status: 200, body: { ok: false, rows: 3 } };
    await expect(wopictl.run('audit', 'verify')).rejects.toThrow(Refused);
  });

  it('shows a tenant as tables', async () => {
    const instances = [
      { instanceId: 'i1', filesUrl: 'https://c.example/', mode: 'attested', privateNetwork: false },
    ];
    wopictl.reply = { status: 200, body: { name: 'one', plan: 'business', instances, keys: [] } };
    expect(await wopictl.run('tenant', 'show', 'one')).toBe(
      'name  one\nplan  business\n\n' +
        'INSTANCEID  FILESURL            MODE      PRODUCT  PRIVATENETWORK\n' +
        'i1          https://c.example/  attested           false\n\n' +
        'KEYID  PURPOSE  STATE  CREATEDAT  SAVESUNTIL\n',
    );
  });

  it('ends a doctor that found something with a refusal, after its table', async () => {
    const checks = [{ name: 'blobs', ok: false, seen: 'full', change: 'Free some disk space.' }];
    wopictl.reply = { status: 200, body: { ok: false, checks } };
    await expect(wopictl.run('doctor')).rejects.toThrow(Refused);
    wopictl.reply = {
      status: 200,
      body: { ok: true, checks: [{ name: 'blobs', ok: true, seen: 'writable' }] },
    };
    expect(await wopictl.run('doctor')).toBe('ok    blobs  writable\n');
  });

  it.each([
    [['file']],
    [['nonsense']],
    [['file', 'put']],
    [['session', 'open', 'x']],
    [['session', 'open', 'x', '--user', 'u', '--action', 'print']],
    [['session', 'revoke']],
    [['lock', 'release', 'F', 'L']],
    [['lock', 'release', 'F', 'L', '--reason', 'x', '--kind', 'Shared']],
    [['api-key', 'add', 'x']],
    [['tenant', 'add', 'x']],
    [['tenant', 'add', 'x', '--plan', 'gold']],
    [['instance', 'add', 'x']],
    [['key', 'add', 'x', 'y']],
  ])('%j is a usage error and wopictl.calls nobody', async (args) => {
    const error = await wopictl.run(...args).catch((failure: unknown) => failure);
    expect(error).toBeInstanceOf(UsageError);
    expect((error as UsageError).exitCode).toBe(2);
    expect(wopictl.calls).toEqual([]);
  });

  it('says what the API says', async () => {
    wopictl.reply = { status: 409, body: { status: 409, detail: 'There is a tenant called "x" already.' } };
    await expect(wopictl.run('tenant', 'add', 'x', '--plan', 'business')).rejects.toThrow(
      'There is a tenant called "x" already.',
    );
  });

  it('says that there is no such file before it wopictl.calls', async () => {
    await expect(wopictl.run('file', 'put', path.join(folder, 'nothing'))).rejects.toThrow(
      /There is no file/,
    );
    await expect(wopictl.run('file', 'put', folder)).rejects.toThrow(/is not a file/);
    expect(wopictl.calls).toEqual([]);
  });

  it('says in one sentence that nobody answers', async () => {
    const client = new AdminClient({ url: 'http://127.0.0.1:1', key: 'k' });
    await expect(client.get('tenants')).rejects.toThrow(
      /^The admin API at http:\/\/127\.0\.0\.1:1 is not reachable/,
    );
  });
});

describe('findAdmin', () => {
  const given = (env: Record<string, string>, files: Record<string, object> = {}) => {
    const DATA_DIR = mkdtempSync(path.join(folder, 'data-'));
    for (const [name, content] of Object.entries(files))
      writeFileSync(path.join(DATA_DIR, name), JSON.stringify(content));
    return findAdmin({ DATA_DIR, ...env }, folder);
  };
  const secrets = { 'secrets.json': { adminApiKey: 'kept' } };

  it('takes what the environment says', () => {
    expect(given({ ADMIN_URL: 'https://admin.example/', ADMIN_API_KEY: 'k' })).toEqual({
      url: 'https://admin.example',
      key: 'k',
    });
  });

  it('finds a running installation by its data directory', () => {
    const files = { ...secrets, 'addresses.json': { admin: 'http://127.0.0.1:4711' } };
    expect(given({}, files)).toEqual({ url: 'http://127.0.0.1:4711', key: 'kept' });
    expect(given({ ADMIN_LISTEN: '0.0.0.0:81' }, files).url).toBe('http://127.0.0.1:81');
  });

  it('tries the usual address otherwise', () => {
    expect(given({}, secrets).url).toBe('http://127.0.0.1:3002');
  });

  it('says what to do without a key', () => {
    expect(() => given({})).toThrow(/start the installation first, or set ADMIN_API_KEY/);
  });
});
