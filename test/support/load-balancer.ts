import { Agent, createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

const POLL_MS = 50;

/**
 * A load balancer as small as can be: each request goes to the next server that says it is ready. It keeps connections, tries nothing
 * twice, and answers 502 for what a server drops: whatever is lost shows.
 */
export class LoadBalancer {
  readonly #ready = new Set<string>();
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 256 });
  readonly served = new Map<string, number>();
  #servers: readonly string[] = [];
  #turn = 0;
  #stopped = false;

  private constructor(
    private readonly server: Server,
    readonly url: string,
  ) {
    server.on('request', (incoming, response) => {
      const servers = this.#servers.filter((one) => this.#ready.has(one));
      const chosen = servers[this.#turn++ % servers.length];
      if (!chosen) return void response.writeHead(502, { 'X-Lost': 'no server is ready' }).end();
      this.served.set(chosen, (this.served.get(chosen) ?? 0) + 1);
      const { method, url: path, rawHeaders } = incoming;
      const { hostname, port } = new URL(chosen);
      const sent = request(
        { agent: this.#agent, hostname, port, method, path, headers: rawHeaders as never },
        (answer) => {
          const hop = /^(?:connection|keep-alive|transfer-encoding)$/i;
          const headers = answer.rawHeaders.flatMap((name, i) =>
            i % 2 || hop.test(name) ? [] : [name, answer.rawHeaders[i + 1]!],
          );
          response.writeHead(answer.statusCode!, headers);
          answer.pipe(response);
          answer.once('error', () => response.destroy());
        },
      );
      sent.once('error', (error) => {
        if (response.headersSent) response.destroy();
        else response.writeHead(502, { 'X-Lost': error.message }).end();
      });
      incoming.pipe(sent);
    });
  }

  static async start(): Promise<LoadBalancer> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new LoadBalancer(server, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  }

  /** Begins to ask the servers whether they are ready; resolves when all are. */
  async balance(servers: readonly string[]): Promise<void> {
    this.#servers = servers;
    for (const one of servers) void this.watch(one);
    for (const one of servers) await this.untilReady(one);
  }

  async untilReady(server: string): Promise<void> {
    while (!this.#ready.has(server)) await sleep(POLL_MS);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#agent.destroy();
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async watch(server: string): Promise<void> {
    while (!this.#stopped) {
      const ready = await fetch(`${server}/readyz`).then(
        async (answer) => {
          await answer.arrayBuffer();
          return answer.ok;
        },
        () => false,
      );
      if (ready) this.#ready.add(server);
      else this.#ready.delete(server);
      await sleep(POLL_MS);
    }
  }
}
