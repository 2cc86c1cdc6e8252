import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp, type SandboxApp } from '../../../apps/sandbox-office/src/create-app.js';
import type { CallEntry } from '../../../apps/sandbox-office/src/wopi-client/call-log.js';
import type { Gateway } from '../../support/gateway.js';
import { startGateway } from '../../support/start-gateway.js';

interface Answer {
  readonly outcome: string;
  readonly shared: boolean;
  readonly content: { readonly text: string };
  readonly text: string;
  readonly state: number;
  readonly changed: boolean;
  readonly others: readonly string[];
}

let folder: string;
let sandbox: SandboxApp;
let gateway: Gateway;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sandbox-office-'));
  const keysFile = join(folder, 'keys.json');
  sandbox = await createApp({ address: '127.0.0.1', port: 0, keysFile, logLevel: 'silent' });
  const discovery = `${sandbox.url}/hosting/discovery`;
  const WOPI_CLIENTS = `plus=microsoft365-plus@${discovery},plain=microsoft365@${discovery}`;
  gateway = await startGateway({ env: { WOPI_CLIENTS } });
});
afterAll(async () => {
  await sandbox?.close();
  await gateway?.stop();
  await rm(folder, { recursive: true });
});

/** One window of the editor, as its page plays it. */
class Window {
  text = '';
  state = 0;

  private constructor(private readonly session: string) {}

  static async open(
    file: string,
    user: string,
    client = 'plus',
  ): Promise<{ window: Window; opened: Answer }> {
    const { actionUrl, accessToken } = await gateway.openSession(file, { user, client });
    const body = new URLSearchParams({ access_token: accessToken });
    const page = await (await fetch(actionUrl!, { method: 'POST', body })).text();
    const window = new Window(sandbox.url + /data-session="([^"]+)"/.exec(page)![1]!);
    const opened = await window.ask('open');
    window.text = opened.content.text;
    return { window, opened };
  }

  async ask(what: string, body: object = {}): Promise<Answer> {
    const response = await fetch(`${this.session}/${what}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
    return (response.status === 204 ? {} : await response.json()) as Answer;
  }

  draft = () => ({ draft: { kind: 'text', text: this.text, state: this.state } });

  /** Saves, while the person goes on typing when `meanwhile` says so. */
  async save(meanwhile?: string): Promise<Answer> {
    const sent = this.draft();
    if (meanwhile !== undefined) this.text = meanwhile;
    const answer = await this.ask('save', sent);
    if (answer.outcome !== 'saved') throw new Error(`the save came to ${answer.outcome}`);
    if (meanwhile === undefined) Object.assign(this, { text: answer.text, state: answer.state });
    return answer;
  }

  async calls(): Promise<string[]> {
    const { calls } = (await (await fetch(`${this.session}/log`)).json()) as { calls: CallEntry[] };
    return calls.map(({ operation, status }) => `${operation} ${status}`);
  }
}

async function twoWindows(content: string): Promise<{ file: string; alice: Window; bob: Window }> {
  const file = await gateway.putFile(`${randomUUID()}.md`, Buffer.from(content));
  const [{ window: alice }, { window: bob }] = [
    await Window.open(file, 'alice'),
    await Window.open(file, 'bob'),
  ];
  return { file, alice, bob };
}

/** What somebody finds who comes later. */
const stored = async (file: string) => (await Window.open(file, 'carol')).opened.content.text;

describe('two windows with one text', () => {
  it('write different lines, and both have both', async () => {
    const { file, alice, bob } = await twoWindows('one\ntwo\nthree\n');
    alice.text = 'ONE\ntwo\nthree\n';
    bob.text = 'one\ntwo\nTHREE\n';
    await alice.save();
    expect(await bob.ask('news')).toMatchObject({ changed: true });
    await bob.save();
    expect(bob.text).toBe('ONE\ntwo\nTHREE\n');
    expect(await alice.ask('news')).toMatchObject({ changed: true });
    await alice.save();
    expect(alice.text).toBe(bob.text);
    expect(await alice.ask('news')).toMatchObject({ changed: false });
    expect(await stored(file)).toBe(bob.text);
  });

  it('write the same line, and the words of both stay', async () => {
    const { file, alice, bob } = await twoWindows('one\ntwo\n');
    alice.text = 'one\nof alice\n';
    bob.text = 'one\nof bob\n';
    await alice.save();
    await bob.save();
    expect(await bob.calls()).toEqual(expect.arrayContaining(['PutChunkedFile 412', 'PutChunkedFile 200']));
    expect(await stored(file)).toBe('one\nof alice\nof bob\n');
  });

  it('keeps what was typed while the text was merged', async () => {
    const { file, alice, bob } = await twoWindows('one\ntwo\n');
    alice.text = 'ONE\ntwo\n';
    await alice.save();
    bob.text = 'one\nof b\n';
    await bob.save('one\nof bob\n');
    await bob.save();
    expect([bob.text, await stored(file)]).toEqual(Array(2).fill('ONE\nof bob\n'));
  });

  it('saves the last words of a window that goes away', async () => {
    const { file, alice, bob } = await twoWindows('one\ntwo\n');
    alice.text = 'ONE\ntwo\n';
    await alice.save();
    bob.text = 'one\nTWO\n';
    expect(await bob.ask('close', { ...bob.draft(), final: true })).toEqual({ outcome: 'closed' });
    expect(await stored(file)).toBe('ONE\nTWO\n');
  });

  it('lose nothing when many save at once', async () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f'];
    const file = await gateway.putFile(`${randomUUID()}.md`, Buffer.from(names.join('\n')));
    const windows: Window[] = [];
    for (const user of names) windows.push((await Window.open(file, user)).window);
    for (let round = 1; round <= 3; round += 1) {
      for (const [n, window] of windows.entries()) {
        window.text = window.text.replace(new RegExp(`^${names[n]}`, 'm'), `${names[n]}${round}`);
      }
      await Promise.all(windows.map((window) => window.save()));
    }
    expect(await stored(file)).toBe(names.map((name) => `${name}321`).join('\n'));
  });

  it('know each other by name until one closes', async () => {
    const { alice, bob } = await twoWindows('one');
    expect(await bob.ask('news')).toMatchObject({ others: ['alice'] });
    expect(await bob.calls()).toEqual(
      ['CheckFileInfo', 'GetCoauthLock', 'GetChunkedFile', 'GetSequenceNumber'].map((name) => `${name} 200`),
    );
    expect(await alice.ask('close')).toEqual({ outcome: 'closed' });
    const table = async () => (await bob.ask('news')).others;
    await expect.poll(table, { timeout: 20_000 }).toEqual([]);
  });
});

describe('a client that is offered no co-authoring', () => {
  it('holds the text alone, as ever', async () => {
    const file = await gateway.putFile(`${randomUUID()}.md`, Buffer.from('one'));
    const { window, opened } = await Window.open(file, 'alice', 'plain');
    expect(opened.shared).toBe(false);
    expect(await window.calls()).toEqual(['CheckFileInfo 200', 'Lock 200', 'GetFile 200']);
    const late = await Window.open(file, 'bob');
    expect(late.opened).toMatchObject({
      shared: false,
      readOnly: expect.stringContaining('Another session'),
    });
  });
});
