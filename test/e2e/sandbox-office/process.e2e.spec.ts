import { fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FakeHost, TOKEN } from './fake-host.js';

const main = fileURLToPath(new URL('../../../dist/apps/sandbox-office/src/main.js', import.meta.url));

describe.skipIf(!existsSync(main))('the sandbox as a process (skipped: not built)', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sandbox-process-'));
  const taken = createServer();
  let takenPort = 0;

  beforeAll(async () => {
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    takenPort = (taken.address() as AddressInfo).port;
  });
  afterAll(() => {
    taken.close();
    rmSync(folder, { recursive: true });
  });

  const env = (more: Record<string, string>) => ({
    PATH: process.env['PATH'],
    DATA_DIR: folder,
    LOG_LEVEL: 'silent',
    ...more,
  });

  it.each([
    ['in production', () => ({ NODE_ENV: 'production' }), 'NODE_ENV=production'],
    ['on a port in use', () => ({ SANDBOX_LISTEN: `127.0.0.1:${takenPort}` }), 'is in use'],
    ['with a wrong variable', () => ({ SANDBOX_LISTEN: 'here' }), 'SANDBOX_LISTEN'],
  ])('does not start %s and says so in one line', async (_what, more, sentence) => {
    const child = spawn(process.execPath, [main], { env: env(more()), stdio: ['ignore', 'pipe', 'pipe'] });
    let errors = '';
    child.stderr.on('data', (chunk) => (errors += String(chunk)));
    const [code] = (await once(child, 'exit')) as [number];
    expect([code, errors.trim().split('\n').length]).toEqual([1, 1]);
    expect(errors).toContain(sentence);
  });

  it.each(['disconnect', 'SIGTERM', 'SIGINT'] as const)(
    'is ready by message and unlocks before it ends on %s',
    async (how) => {
      const host = new FakeHost();
      await host.start();
      const free = createServer();
      await new Promise<void>((resolve) => free.listen(0, '127.0.0.1', resolve));
      const listen = `127.0.0.1:${(free.address() as AddressInfo).port}`;
      await new Promise((resolve) => free.close(resolve));
      const child = fork(main, { env: env({ SANDBOX_LISTEN: listen }), silent: true });
      const ended = once(child, 'exit');
      try {
        expect((await once(child, 'message'))[0]).toEqual({ ready: true });
        await host.learn(`http://${listen}`);
        const file = host.add('f', 'a.txt', 'abc');
        const form = new URLSearchParams({ access_token: TOKEN });
        const page = await (await fetch(host.actionUrl('f', 'edit'), { method: 'POST', body: form })).text();
        const session = /data-session="([^"]+)"/.exec(page)?.[1] ?? '';
        await fetch(`http://${listen}${session}/open`, { method: 'POST' });
        expect(file.lock).not.toBe('');
        if (how === 'disconnect') child.disconnect();
        else child.kill(how);
        expect((await ended)[0]).toBe(0);
        expect(file.lock).toBe('');
      } finally {
        child.kill('SIGKILL');
        await host.stop();
      }
    },
  );
});
