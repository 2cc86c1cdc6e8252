import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createApp, type SandboxApp } from '../../../apps/sandbox-office/src/create-app.js';
import type { Timings } from '../../../apps/sandbox-office/src/options.js';
import { FakeHost, TOKEN } from './fake-host.js';

interface Failure {
  outcome: string;
  kind?: string;
  sentence?: string;
  otherLock?: string;
}

const folder = mkdtempSync(join(tmpdir(), 'sandbox-office-'));
const keysFile = join(folder, 'keys', 'sandbox-office-keys.json');
let host: FakeHost;
let sandbox: SandboxApp;

async function start(more: { timings?: Partial<Timings>; allowedOrigins?: string[] } = {}): Promise<void> {
  sandbox = await createApp({ address: '127.0.0.1', port: 0, keysFile, logLevel: 'silent', ...more });
  await host.learn(sandbox.url);
}

function post(url: string, form: Record<string, string>): Promise<Response> {
  return fetch(url, { method: 'POST', body: new URLSearchParams(form) });
}

async function launch(id: string, action: 'view' | 'edit', extras = {}): Promise<string> {
  const response = await post(host.actionUrl(id, action, extras), {
    access_token: TOKEN,
    access_token_ttl: '0',
  });
  expect(response.status).toBe(200);
  const path = /data-session="([^"]+)"/.exec(await response.text())?.[1];
  return `${sandbox.url}${path}`;
}

async function ask<T = Failure>(session: string, what: string, body: object = {}): Promise<T> {
  const response = await fetch(`${session}/${what}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  return (response.status === 204 ? undefined : await response.json()) as T;
}

const text = (value: string) => ({ draft: { kind: 'text', text: value } });

beforeEach(async () => {
  host = new FakeHost();
  await host.start();
});
afterEach(async () => {
  await sandbox.close();
  await host.stop();
});

afterAll(() => rmSync(folder, { recursive: true }));

describe('discovery', () => {
  it('publishes apps, actions and two proof keys that outlive a restart', async () => {
    await start();
    const discovery = await host.learn(sandbox.url);
    expect(discovery.zones.map((zone) => [zone.name, zone.apps.map((app) => app.name)])).toEqual([
      ['external-http', ['Word', 'Excel', 'Text']],
    ]);
    const actions = discovery.zones[0]?.apps.flatMap((app) => app.actions) ?? [];
    expect(actions.map(({ ext, name, requires }) => `${ext} ${name} ${requires ?? ''}`.trim())).toEqual([
      'docx view', 'docx edit locks,update', 'xlsx view', 'md view', 'md edit locks,update', 'txt view',
      'txt edit locks,update', 'wopitest view', 'wopitest edit locks,update', 'wopitestx view',
      'wopitestx edit locks,update',
    ]); // prettier-ignore
    expect(discovery.proofKey?.modulus).not.toBe(discovery.proofKey?.oldmodulus);
    expect(statSync(keysFile).mode & 0o777).toBe(0o600);
    await sandbox.close();
    await start();
    expect((await host.learn(sandbox.url)).proofKey).toEqual(discovery.proofKey);
    for (const app of discovery.zones[0]?.apps ?? []) {
      const icon = await fetch(new URL(new URL(app.favIconUrl ?? '').pathname, sandbox.url));
      expect([icon.status, icon.headers.get('content-type')]).toEqual([200, 'image/svg+xml']);
    }
  });

  it('is healthy and ready', async () => {
    await start();
    for (const path of ['/healthz', '/readyz']) {
      const response = await fetch(sandbox.url + path);
      expect([response.status, await response.json()]).toEqual([200, { status: 'ok' }]);
    }
  });
});

describe('the action address', () => {
  it('answers a GET with a sentence', async () => {
    await start();
    host.add('f', 'a.md', 'x');
    const response = await fetch(host.actionUrl('f', 'edit'));
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST']);
    expect(await response.text()).toContain('posting an access token');
  });

  it('keeps the token on the server and lets nothing foreign into the page', async () => {
    await start();
    host.add('f', 'a.md', 'x');
    const response = await post(host.actionUrl('f', 'edit'), { access_token: TOKEN });
    const page = await response.text();
    expect(page).not.toContain('canary-token');
    expect(page).not.toMatch(/<script(?![^>]* src="\/static\/)|<style| on\w+=/);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringMatching(
        /^default-src 'none'; script-src 'self';.*frame-ancestors \*$/,
      ),
    });
    expect(host.calls).toEqual([]);
  });

  it.each([
    [
      'no WOPISrc',
      (url: string) => url.replace(/wopisrc=[^&]*/i, ''),
      { access_token: TOKEN },
      'WOPISrc is missing',
    ],
    ['no token', (url: string) => url, {}, 'no access_token'],
    ['a token with a line break', (url: string) => url, { access_token: 'a\r\nb' }, 'characters'],
    ['a token that ended', (url: string) => url, { access_token: 'a', access_token_ttl: '1000' }, 'run out'],
    [
      'another scheme',
      (url: string) => url.replace(/http%3A/i, 'ftp%3A'),
      { access_token: 'a' },
      'http or https',
    ],
    [
      'another machine',
      (url: string) => url.replace('127.0.0.1%3A', '10.0.0.7%3A'),
      { access_token: 'a' },
      'loopback',
    ],
    [
      'a name that is no loopback',
      (url: string) => url.replace('127.0.0.1%3A', '127.0.0.1.evil.test%3A'),
      { access_token: 'a' },
      'loopback',
    ],
  ])('refuses %s with a sentence', async (_what, change, form, sentence) => {
    await start();
    host.add('f', 'a.md', 'x');
    const response = await post(change(host.actionUrl('f', 'edit')), form as Record<string, string>);
    expect(response.status).toBe(400);
    expect(await response.text()).toContain(sentence);
    expect(sandbox.openSessions()).toBe(0);
  });

  it('calls the named origins only when there is a list', async () => {
    await start({ allowedOrigins: ['https://other.test'] });
    host.add('f', 'a.md', 'x');
    const response = await post(host.actionUrl('f', 'edit'), { access_token: TOKEN });
    expect(await response.text()).toContain('SANDBOX_ALLOWED_ORIGINS');
  });
});

describe('a session', () => {
  it('goes from CheckFileInfo to Unlock as Office does', async () => {
    await start();
    const file = host.add('f', 'notes.md', '\uFEFFone\r\ntwo\r\n');
    const session = await launch('f', 'edit', { sessionContext: 'ctx 1' });
    const opened = await ask<{ content: unknown; info: unknown; readOnly?: string }>(session, 'open');
    expect(opened).toMatchObject({
      outcome: 'opened',
      content: { kind: 'text', text: 'one\ntwo\n' },
      info: { name: 'notes.md', userName: 'Ada Lovelace', hostOrigin: host.url },
    });
    expect(opened.readOnly).toBeUndefined();
    expect(JSON.parse(file.lock)).toMatchObject({ S: expect.any(String) });
    expect(await ask(session, 'save', text('one\nthree\n'))).toMatchObject({
      outcome: 'saved',
      version: 'v2',
    });
    expect(file.bytes.toString()).toBe('\uFEFFone\r\nthree\r\n');
    expect(await ask(session, 'close')).toEqual({ outcome: 'closed' });
    expect(file.lock).toBe('');
    expect(host.operations()).toEqual([
      'CheckFileInfo 200',
      'Lock 200',
      'GetFile 200',
      'PutFile 200',
      'Unlock 200',
    ]);
    for (const { operation, headers } of host.calls) {
      expect([operation, headers['content-type']]).toEqual([operation, undefined]);
      expect(headers['x-wopi-sessioncontext']).toBe('ctx 1');
      for (const name of ['correlationid', 'sessionid', 'clientversion', 'machinename']) {
        expect([operation, name, headers[`x-wopi-${name}`]]).toEqual([
          operation,
          name,
          expect.stringMatching(/./),
        ]);
      }
    }
    expect(host.calls[3]?.headers['x-wopi-editors']).toBe('ada1');
    expect(new Set(host.calls.map((call) => call.headers['x-wopi-sessionid'])).size).toBe(1);
    expect(new Set(host.calls.map((call) => call.headers['x-wopi-correlationid'])).size).toBe(5);
    expect((await fetch(`${session}/log`)).status).toBe(404);
  });

  it('shows its calls without the token', async () => {
    await start();
    host.add('f', 'a.md', 'abc');
    const session = await launch('f', 'edit');
    await ask(session, 'open');
    const body = await (await fetch(`${session}/log`)).text();
    const { calls } = JSON.parse(body) as { calls: object[] };
    expect(calls).toMatchObject([
      { number: 1, operation: 'CheckFileInfo', method: 'GET', status: 200, ms: expect.any(Number) },
      { number: 2, operation: 'Lock', method: 'POST', override: 'LOCK', status: 200 },
      {
        number: 3,
        operation: 'GetFile',
        status: 200,
        received: 3,
        target: `${host.url}/wopi/files/f/contents`,
      },
    ]);
    expect(body).not.toContain('canary');
    expect(await (await fetch(`${session}/log?after=2`)).json()).toMatchObject({ calls: [{ number: 3 }] });
  });

  it.each([
    ['the view action', 'view', {}],
    ['a user who may not write', 'edit', { UserCanWrite: false }],
    ['a read-only file', 'edit', { ReadOnly: true }],
    ['a host without locks', 'edit', { SupportsLocks: false }],
  ] as const)('opens for reading with %s', async (_what, action, info) => {
    await start();
    host.add('f', 'a.txt', 'abc', info);
    const session = await launch('f', action);
    expect(await ask(session, 'open')).toMatchObject({ outcome: 'opened', readOnly: expect.any(String) });
    expect(await ask(session, 'save', text('changed'))).toMatchObject({ outcome: 'failed', kind: 'refused' });
    await ask(session, 'close', text('changed'));
    expect(host.operations()).toEqual(['CheckFileInfo 200', 'GetFile 200']);
  });

  it('opens for reading while another session holds the lock, and says which', async () => {
    await start();
    host.add('f', 'a.txt', 'abc').lock = 'somebody else';
    const session = await launch('f', 'edit');
    expect(await ask(session, 'open')).toMatchObject({
      outcome: 'opened',
      readOnly: expect.stringContaining('Another session'),
      otherLock: 'somebody else',
    });
  });

  it('waits for its own former self when a page is loaded again', async () => {
    await start();
    const file = host.add('f', 'a.txt', 'abc');
    const first = await launch('f', 'edit');
    await ask(first, 'open');
    const second = await launch('f', 'edit');
    const opening = ask<{ readOnly?: string }>(second, 'open');
    await vi.waitFor(() => expect(host.operations()).toContain('Lock 409'));
    await ask(first, 'close', { final: true });
    const opened = await opening;
    expect(opened).toMatchObject({ outcome: 'opened' });
    expect(opened.readOnly).toBeUndefined();
    expect(file.lock).not.toBe('');
  });

  it.each([
    ['a lost lock', { status: 409, lock: 'theirs' }, { kind: 'conflict', otherLock: 'theirs' }],
    ['a lock that is gone', { status: 409, lock: '' }, { kind: 'conflict', otherLock: '' }],
    ['a revoked token', { status: 401 }, { kind: 'ended' }],
    ['a failing host', { status: 503 }, { kind: 'retry' }],
    ['a full host', { status: 413 }, { kind: 'refused' }],
  ])('tells %s from the rest when it saves', async (_what, reply, expected) => {
    await start();
    const file = host.add('f', 'a.txt', 'abc');
    const session = await launch('f', 'edit');
    await ask(session, 'open');
    host.intercept = (operation) => (operation === 'PutFile' ? reply : undefined);
    const result = await ask(session, 'save', text('mine'));
    expect(result).toMatchObject({ outcome: 'failed', ...expected });
    expect(result.sentence).toMatch(/^[A-Z].*\.$/);
    expect(await ask(session, 'heartbeat')).toMatchObject({ trouble: expected });
    const copy = await fetch(`${session}/copy`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(text('mine')),
    });
    expect(await copy.text()).toBe('mine');
    expect(file.bytes.toString()).toBe('abc');
    if (expected.kind === 'ended') return;
    expect(await ask(session, 'close', text('mine'))).toMatchObject({ outcome: 'failed' });
    expect(sandbox.openSessions()).toBe(1);
    expect(await ask(session, 'close', { discard: true })).toEqual({ outcome: 'closed' });
  });

  it('can be opened again when the host was not there', async () => {
    await start();
    host.add('f', 'a.txt', 'abc');
    const session = await launch('f', 'edit');
    host.intercept = () => ({ status: 500 });
    expect(await ask(session, 'open')).toMatchObject({ outcome: 'failed', kind: 'retry' });
    host.intercept = () => undefined;
    expect(await ask(session, 'open')).toMatchObject({ outcome: 'opened' });
  });

  it('gives the lock back when the document cannot be read', async () => {
    await start();
    const file = host.add('f', 'a.docx', 'no zip at all');
    expect(await ask(await launch('f', 'edit'), 'open')).toMatchObject({
      outcome: 'failed',
      kind: 'refused',
    });
    expect(file.lock).toBe('');
  });

  it('keeps the lock alive, then saves and unlocks when the browser is gone', async () => {
    await start({ timings: { refreshLockMs: 150, abandonedAfterMs: 1_200 } });
    const file = host.add('f', 'a.txt', 'abc');
    const session = await launch('f', 'edit');
    await ask(session, 'open');
    await ask(session, 'draft', text('typed last'));
    await vi.waitFor(() => expect(sandbox.openSessions()).toBe(0), { timeout: 10_000 });
    expect(host.operations()).toContain('RefreshLock 200');
    expect(host.operations().slice(-2)).toEqual(['PutFile 200', 'Unlock 200']);
    expect([file.bytes.toString(), file.lock]).toEqual(['typed last', '']);
  });

  it('saves and unlocks when the sandbox stops', async () => {
    await start();
    const file = host.add('f', 'a.txt', 'abc');
    const session = await launch('f', 'edit');
    await ask(session, 'open');
    await ask(session, 'draft', text('before the stop'));
    await sandbox.close();
    expect([file.bytes.toString(), file.lock]).toEqual(['before the stop', '']);
    await start();
  });

  it('does not answer under a made-up id and takes no other draft', async () => {
    await start();
    host.add('f', 'a.txt', 'abc');
    const session = await launch('f', 'edit');
    await ask(session, 'open');
    expect((await fetch(`${sandbox.url}/sessions/made-up/log`)).status).toBe(404);
    for (const draft of [undefined, { kind: 'text' }, { kind: 'docx', paragraphs: [{ text: 1 }] }]) {
      expect(await ask(session, 'save', { draft })).toEqual({ error: 'This is no draft of a document.' });
    }
    expect(await ask(session, 'save', { draft: { kind: 'docx', paragraphs: [] } })).toMatchObject({
      kind: 'refused',
    });
  });
});
