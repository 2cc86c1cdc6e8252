import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Wopictl } from '../../../test/support/wopictl.js';
import { AdminClient } from './admin-client.js';
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

  it.each([
    [['lock', 'list', '--stale', '--file', 'F'], 'GET /admin/v1/locks?stale=true&file=F', { locks: [] }],
    [['session', 'list', '--user', 'anna'], 'GET /admin/v1/sessions?user=anna', { sessions: [] }],
    [['user', 'list', '--limit', '9'], 'GET /admin/v1/users?limit=9', { users: [] }],
    [['api-key', 'list', '--limit', '9'], 'GET /admin/v1/api-keys?limit=9', { keys: [] }],
    [['api-key', 'revoke', 'K'], 'DELETE /admin/v1/api-keys/K', {}],
    [['audit', 'list', '--since', '2026-01-01'], 'GET /admin/v1/audit?since=2026-01-01', { rows: [] }],
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
