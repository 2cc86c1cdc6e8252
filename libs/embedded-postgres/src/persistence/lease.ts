import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

/** Any number that no other program uses for an advisory lock on this server. */
const LEASE_LOCK = '7366219005';
const LINGER_MS = 500;
const POLL_MS = 25;

const OTHER_SESSIONS = `
  select count(*)::int as sessions from pg_stat_activity
  where backend_type = 'client backend' and pid <> pg_backend_pid()`;

/**
 * One connection for as long as a process needs the server. All hold the same lock together; who wants to stop the server
 * needs it alone, so nobody stops a server that another process has just taken up.
 */
export class Lease {
  private constructor(
    private readonly client: pg.Client,
    private readonly url: string,
  ) {}

  /** Undefined when the server is just being stopped by someone else. */
  static async take(url: string): Promise<Lease | undefined> {
    const client = await connect(url);
    if (await ask(client, 'select pg_try_advisory_lock_shared($1) as answer')) {
      // The lease alone keeps no process alive.
      socketOf(client).unref();
      return new Lease(client, url);
    }
    await client.end();
    return undefined;
  }

  /** True when this was the last lease and, where `alone` is asked for, no other client is connected: the server may stop. */
  async giveBack(alone: boolean): Promise<boolean> {
    let client = this.client;
    socketOf(client).ref();
    const unlocked = await ask(client, 'select pg_advisory_unlock_shared($1) as answer').catch(() => false);
    if (!unlocked) client = await connect(this.url);
    for (let waited = 0; waited <= LINGER_MS; waited += POLL_MS) {
      // The connection is kept once it has the lock: that turns away whoever comes now.
      if (await mayStop(client, alone)) return true;
      // Sessions that ended a moment ago may not have been noticed by the server yet.
      await sleep(POLL_MS);
    }
    await client.end();
    return false;
  }
}

/** Once the lock is held it stays so, and asking again only counts it up. */
async function mayStop(client: pg.Client, alone: boolean): Promise<boolean> {
  if (!(await ask(client, 'select pg_try_advisory_lock($1) as answer'))) return false;
  if (!alone) return true;
  const { rows } = await client.query<{ sessions: number }>(OTHER_SESSIONS);
  return rows[0]!.sessions === 0;
}

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: url,
    application_name: 'embedded-postgres lease',
    keepAlive: true,
  });
  // The server may go away before this process does; a lease that is lost is asked for again when given back.
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

/** Missing from the driver's types. */
const socketOf = (client: pg.Client) => client as unknown as { ref(): void; unref(): void };

async function ask(client: pg.Client, text: string): Promise<boolean> {
  const { rows } = await client.query<{ answer: boolean }>(text, [LEASE_LOCK]);
  return rows[0]!.answer;
}
