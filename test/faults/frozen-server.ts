import pg from 'pg';
import { cloneTemplate, type DatabaseClone, startTestServer, type TestServer } from '../support/postgres.js';

/** A PostgreSQL of a test's own, which can be made to stand still: connections stay open, new ones are taken, and nothing answers. */
export class FrozenServer {
  #stopped: number[] = [];

  private constructor(
    private readonly server: TestServer,
    readonly database: DatabaseClone,
  ) {}

  static async start(): Promise<FrozenServer> {
    const server = await startTestServer(undefined, { fsync: 'off' });
    return new FrozenServer(server, await cloneTemplate(server.adminUrl));
  }

  /** Stops every process of the server, the one that starts others first, so that none is left out. */
  async freeze(): Promise<void> {
    const client = new pg.Client(this.server.adminUrl);
    // Its own process is stopped, too, and never says that the connection has ended.
    client.on('error', () => undefined);
    await client.connect();
    const [postmaster] = await pidsOf(
      client,
      `select split_part(pg_read_file('postmaster.pid'), e'\\n', 1)::int as pid`,
    );
    this.stop(postmaster!);
    for (const pid of await pidsOf(
      client,
      'select pid from pg_stat_activity order by pid = pg_backend_pid()',
    ))
      this.stop(pid);
    void client.end();
  }

  thaw(): void {
    for (const pid of this.#stopped.splice(0)) process.kill(pid, 'SIGCONT');
  }

  async end(): Promise<void> {
    this.thaw();
    await this.server.stop();
  }

  private stop(pid: number): void {
    process.kill(pid, 'SIGSTOP');
    this.#stopped.push(pid);
  }
}

async function pidsOf(client: pg.Client, text: string): Promise<number[]> {
  const { rows } = await client.query<{ pid: number }>(text);
  return rows.map(({ pid }) => pid);
}
