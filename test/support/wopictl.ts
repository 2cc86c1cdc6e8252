import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import type { Command } from 'commander';
import { AdminClient } from '../../apps/wopictl/src/admin-client.js';
import { Questions } from '../../apps/wopictl/src/questions.js';
import { createProgram } from '../../apps/wopictl/src/program.js';

export interface AdminCall {
  readonly line: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Runs commands against an admin API that answers whatever it is told and remembers what it was asked. */
export class Wopictl {
  calls: AdminCall[] = [];
  /** For the next calls, before `reply`. */
  replies: { status: number; body: unknown }[] = [];
  reply: { status: number; body: unknown } = { status: 200, body: {} };

  private constructor(
    private readonly server: Server,
    readonly url: string,
  ) {}

  static async start(): Promise<Wopictl> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const wopictl = new Wopictl(server, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    server.on('request', (request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const body = Buffer.concat(chunks).toString();
        wopictl.calls.push({ line: `${request.method} ${request.url}`, headers: request.headers, body });
        const reply = wopictl.replies.shift() ?? wopictl.reply;
        response.writeHead(reply.status, { 'Content-Type': 'application/json' });
        response.end(reply.body === undefined ? '' : JSON.stringify(reply.body));
      });
    });
    return wopictl;
  }

  /** Forgets what was asked, and answers `{}` again. */
  reset(): void {
    this.calls = [];
    this.replies = [];
    this.typed = [];
    this.reply = { status: 200, body: {} };
  }

  /** What is typed at the questions of a command, in order. */
  typed: string[] = [];

  /** Answers what the command wrote. */
  async run(...args: string[]): Promise<string> {
    let output = '';
    const program = createProgram({
      admin: () => new AdminClient({ url: this.url, key: 'the-key' }),
      write: (text) => (output += text),
      ask: new Questions(Readable.from(this.typed.map((line) => `${line}\n`)), (text) => (output += text))
        .ask,
    });
    silence(program);
    await program.parseAsync(['node', 'wopictl', ...args]);
    return output;
  }

  stop(): void {
    this.server.close();
  }
}

function silence(command: Command): void {
  command.configureOutput({ writeErr: () => undefined });
  command.commands.forEach(silence);
}
