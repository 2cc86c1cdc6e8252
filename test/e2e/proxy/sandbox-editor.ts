import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePorts, stopProcess } from '../../support/processes.js';

/** One call of an editing session, as its log has it. */
export interface LoggedCall {
  readonly operation: string;
  readonly target: string;
  readonly status: number;
}

/** The editor for development as a process, and what a page of it does. */
export class SandboxEditor {
  private constructor(
    private readonly child: ChildProcess,
    private readonly folder: string,
    readonly url: string,
  ) {}

  static async start(): Promise<SandboxEditor> {
    const folder = await mkdtemp(join(tmpdir(), 'sandbox-editor-'));
    const [port] = await freePorts(1);
    const listen = `127.0.0.1:${port}`;
    const env = { PATH: process.env['PATH'] ?? '', DATA_DIR: folder, LOG_LEVEL: 'error', SANDBOX_LISTEN: listen }; // prettier-ignore
    const child = fork(join(process.cwd(), 'dist/apps/sandbox-office/src/main.js'), { env });
    await once(child, 'message');
    return new SandboxEditor(child, folder, `http://${listen}`);
  }

  /** Posts the token as a host page does; answers the address of the editing session. */
  async launch(actionUrl: string, accessToken: string): Promise<string> {
    const form = { access_token: accessToken, access_token_ttl: '0' };
    const response = await fetch(actionUrl, { method: 'POST', body: new URLSearchParams(form) });
    return this.url + /data-session="([^"]+)"/.exec(await response.text())![1]!;
  }

  async ask(session: string, what: string, body: object = {}): Promise<Record<string, unknown>> {
    const headers = { 'Content-Type': 'application/json' };
    const response = await fetch(`${session}/${what}`, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
    });
    return (await response.json()) as Record<string, unknown>;
  }

  async calls(session: string): Promise<LoggedCall[]> {
    return ((await (await fetch(`${session}/log`)).json()) as { calls: LoggedCall[] }).calls;
  }

  async stop(): Promise<void> {
    await stopProcess(this.child);
    await rm(this.folder, { recursive: true, force: true });
  }
}
