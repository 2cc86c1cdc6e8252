import { setTimeout as sleep } from 'node:timers/promises';
import { chooseAccount } from './account.js';
import { type Cluster, openCluster, serverFolder, SUPERUSER } from './cluster.js';
import { EmbeddedPostgresError, explained } from './embedded-postgres-error.js';
import { Lease } from './persistence/lease.js';
import { findPostmaster, type Postmaster, startPostmaster, stopPostmaster, untilGone } from './postmaster.js';

export { EmbeddedPostgresError };

const DATABASE = 'postgres';
const ATTEMPTS = 5;

export interface EmbeddedPostgresOptions {
  /** The server keeps its files in the sub-folder `postgres`; other things may be here too. */
  readonly dataDir: string;
  /** Account that runs the server when this process runs as root; else `postgres`, else `nobody`. */
  readonly runAs?: string;
  /** Called with lines for a person when something takes a moment. */
  readonly log?: (line: string) => void;
  /** Server settings, e.g. `{ fsync: 'off' }` for tests; they count only when the server is not running yet. */
  readonly settings?: Readonly<Record<string, string>>;
}

export interface EmbeddedPostgres {
  /** `postgres://user:password@127.0.0.1:port/postgres` */
  readonly url: string;
  /** False when the server was already running: another process uses it, or one crashed. */
  readonly started: boolean;
  /**
   * Stops the server unless another process has taken it up. A server that was found running is also left alone
   * while any other client is connected. May be called more than once.
   */
  readonly stop: () => Promise<void>;
}

/**
 * Runs a real PostgreSQL from npm's binaries, or takes up the one that already runs on this data directory.
 * @throws EmbeddedPostgresError with a sentence for a person
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const folder = serverFolder(options.dataDir);
  try {
    const account = await chooseAccount(folder, options.runAs);
    return await takeUp(
      await openCluster(options.dataDir, account, options.log ?? (() => undefined)),
      options,
    );
  } catch (error) {
    throw explained(error, folder);
  }
}

async function takeUp(
  cluster: Cluster,
  { settings = {} }: EmbeddedPostgresOptions,
): Promise<EmbeddedPostgres> {
  let failure: unknown;
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    try {
      const running = await findPostmaster(cluster);
      const server = running ?? (await startPostmaster(cluster, settings));
      const lease = await leaseOf(cluster, server, running === undefined);
      if (lease) return handle(cluster, server, lease, running === undefined);
      await untilGone(cluster.data, server.pid, 5_000);
    } catch (error) {
      // Another starter may have been first, or have taken the free port.
      failure = error;
    }
    await sleep(100 * attempt);
  }
  throw (
    failure ??
    new EmbeddedPostgresError(`The embedded PostgreSQL in ${cluster.folder} is being stopped all the time.`)
  );
}

/** Undefined when someone is just stopping the server. A server that was started for nothing does not stay. */
async function leaseOf(cluster: Cluster, server: Postmaster, started: boolean): Promise<Lease | undefined> {
  try {
    return await Lease.take(urlOf(cluster, server));
  } catch (error) {
    if (started) await stopPostmaster(cluster, server);
    if (started || (error as { code?: string }).code === '28P01') throw error;
    return undefined;
  }
}

function handle(cluster: Cluster, server: Postmaster, lease: Lease, started: boolean): EmbeddedPostgres {
  let stopping: Promise<void> | undefined;
  const stop = async () => {
    // Without an answer it is gone already, or in trouble that only whoever started it should end.
    const free = await lease.giveBack(!started).catch(() => started);
    if (free) await stopPostmaster(cluster, server);
  };
  return { url: urlOf(cluster, server), started, stop: () => (stopping ??= stop()) };
}

const urlOf = ({ password }: Cluster, { port }: Postmaster) =>
  `postgres://${SUPERUSER}:${encodeURIComponent(password)}@127.0.0.1:${port}/${DATABASE}`;
