import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Service, ServiceFailed } from './service.js';

let folder: string;
let service: Service;
let said: string[];

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'service-'));
  said = [];
});

afterEach(async () => {
  await service.stop(true);
  rmSync(folder, { recursive: true });
});

function running(source: string): Service {
  const script = path.join(folder, 'main.mjs');
  writeFileSync(script, source);
  const say = (line: string) => void said.push(line);
  service = new Service({
    name: 'probe',
    script,
    cwd: folder,
    env: {},
    logDirectory: path.join(folder, 'logs'),
    say,
  });
  return service;
}

const log = () => readFileSync(path.join(folder, 'logs', 'probe.log'), 'utf8');
const READY = `process.send({ ready: true, url: 'http://127.0.0.1:' + process.pid });`;
const STAY = `setInterval(() => {}, 1000);`;
const pidIn = (url: string) => Number(new URL(url).host.split(':')[1] ?? url.split(':')[2]);
const alive = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

describe('Service', () => {
  it('is started when it says so, and writes to its own log', async () => {
    const url = await running(`console.log('{"hello":1}'); ${READY} ${STAY}`).start();
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(log()).toBe('{"hello":1}\n');
  });

  it('fails with the sentence that the process has left, not with its log lines', async () => {
    const source = `console.log('{"level":"error"}'); console.error('127.0.0.1:3000 is already in use.'); process.exit(1);`;
    await expect(running(source).start()).rejects.toThrow(
      new ServiceFailed('127.0.0.1:3000 is already in use.'),
    );
  });

  it('names the log when the process has left nothing', async () => {
    await expect(running('process.exit(3);').start()).rejects.toThrow(
      /probe did not start; see .*probe\.log/,
    );
  });

  it('shows the error of a crash rather than its stack', async () => {
    await expect(running(`throw new TypeError('not a port');`).start()).rejects.toThrow(
      /^TypeError: not a port$/,
    );
  });

  it('lets it finish when it is stopped', async () => {
    const source = `process.on('SIGTERM', () => setTimeout(() => { console.log('done'); process.exit(0); }, 50)); ${READY} ${STAY}`;
    const pid = pidIn(await running(source).start());
    await service.stop();
    expect(log()).toContain('done');
    expect(alive(pid)).toBe(false);
    expect(said).toEqual([]);
  });

  it('ends it at once when forced', async () => {
    const pid = pidIn(await running(`process.on('SIGTERM', () => {}); ${READY} ${STAY}`).start());
    await service.stop(true);
    expect(alive(pid)).toBe(false);
  });

  it('starts it again when it dies, and says so', async () => {
    const first = pidIn(await running(`${READY} console.log('pid', process.pid); ${STAY}`).start());
    process.kill(first, 'SIGKILL');
    await vi.waitFor(() => expect(said.at(-1)).toBe('probe is back'), { timeout: 10_000, interval: 20 });
    expect(said[0]).toMatch(/^probe ended \(SIGKILL\) and is started again in 0\.5 s/);
    const second = await vi.waitFor(() => Number(/pid (\d+)\s*$/.exec(log())![1]));
    expect(second).not.toBe(first);
    expect(alive(second)).toBe(true);
  });

  it('stays down when it is stopped while waiting to be started again', async () => {
    const first = pidIn(await running(`${READY} ${STAY}`).start());
    process.kill(first, 'SIGKILL');
    await vi.waitFor(() => expect(said).toHaveLength(1), { timeout: 10_000, interval: 5 });
    await service.stop();
    await new Promise((resolve) => setTimeout(resolve, 700));
    expect(said).toHaveLength(1);
  });
});
