import { connect, createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

/** A way to a database that can be cut, as by a server that restarts: connections break, and new ones are refused. */
export class DatabaseRelay {
  readonly #sockets = new Set<Socket>();
  readonly #ways = new Map<Socket, Socket>();
  #held = false;

  private constructor(
    private readonly server: Server,
    private readonly port: number,
    /** The database's, by this way. */
    readonly url: string,
  ) {}

  static async start(databaseUrl: string): Promise<DatabaseRelay> {
    const { hostname, port } = new URL(databaseUrl);
    const server = createServer((near) => {
      const far = connect(Number(port), hostname);
      relay.keep(near, far);
      relay.#ways.set(near, far);
      far.pipe(near);
      if (relay.#held) near.pause();
      else near.pipe(far);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const own = (server.address() as AddressInfo).port;
    const url = Object.assign(new URL(databaseUrl), { host: `127.0.0.1:${own}` }).href;
    const relay = new DatabaseRelay(server, own, url);
    return relay;
  }

  async cut(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.server.close(() => resolve()));
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }

  async restore(): Promise<void> {
    if (this.server.listening) return;
    await new Promise<void>((resolve) => this.server.listen(this.port, '127.0.0.1', resolve));
  }

  /** Nothing that is sent reaches the database any more until it is let go, not even that the sender has ended. */
  hold(): void {
    this.#held = true;
    for (const [near, far] of this.#ways) near.unpipe(far).pause();
  }

  /** What is held of all connections. */
  heldText(): string {
    const chunks = [...this.#ways.keys()].map((near) => {
      const chunk = near.readableLength > 0 ? (near.read() as Buffer | null) : null;
      if (chunk) near.unshift(chunk);
      return chunk?.toString('latin1') ?? '';
    });
    return chunks.join('');
  }

  letGo(): void {
    this.#held = false;
    for (const [near, far] of this.#ways) near.pipe(far);
  }

  private keep(...ends: Socket[]): void {
    for (const end of ends) {
      this.#sockets.add(end);
      end.on('error', () => undefined);
      end.once('close', () => {
        this.#sockets.delete(end);
        this.#ways.delete(end);
        for (const other of ends) other.destroy();
      });
    }
  }
}
