import pg from 'pg';
import { connectionSettings } from './connection-settings.js';

/** What a process says of a pooler that takes away what it needs of a connection. */
const WHAT_TO_DO =
  'Let it pool by session (PgBouncer: pool_mode = session), or name PostgreSQL itself in DATABASE_URL.';
const LIMITS_DROPPED =
  'The pooler of DATABASE_URL drops the time limits of a session. Give them to the database: alter database … set ' +
  "statement_timeout = '30s', and likewise idle_in_transaction_session_timeout = '15s'.";
const PARAMETERS = 'statement_timeout, idle_in_transaction_session_timeout, options';

/**
 * Makes sure that a connection is one session of Postgres from its beginning to its end: statements stay prepared, notifications
 * arrive, and the time limits hold. A pooler that lends sessions by transaction takes all of that away, and without a word.
 * @throws Error with a sentence that says what to do; what the driver says where nothing can be reached
 */
export async function requireSessions(url: string): Promise<void> {
  const first = clientOf(url);
  try {
    await first.connect().catch(refuseParameters);
    const session = await sessionOf(first);
    // Only a pooler gives away another number than that of the process which answers.
    if (session.pid === (first as unknown as { processID: number }).processID) return;
    if (await isLent(first, url, session.pid))
      throw new Error(`DATABASE_URL leads to a pooler that lends sessions by transaction. ${WHAT_TO_DO}`);
    if (!session.limited) throw new Error(LIMITS_DROPPED);
  } finally {
    await first.end().catch(() => undefined);
  }
}

function clientOf(url: string): pg.Client {
  const client = new pg.Client({
    connectionString: url,
    application_name: 'session check',
    ...connectionSettings(),
  });
  // A connection that breaks tells whoever waits for it.
  return client.on('error', () => undefined);
}

function refuseParameters(error: Error): never {
  if (!/unsupported startup parameter/.test(error.message)) throw error;
  throw new Error(
    `The pooler of DATABASE_URL refuses settings of a session (PgBouncer: ignore_startup_parameters = ${PARAMETERS}).`,
    { cause: error },
  );
}

interface Session {
  /** Of the process at the server. */
  readonly pid: number;
  readonly limited: boolean;
}

async function sessionOf(client: pg.Client): Promise<Session> {
  const { rows } = await client.query<Session>(
    `select pg_backend_pid() as "pid", current_setting('statement_timeout') <> '0'
       and current_setting('idle_in_transaction_session_timeout') <> '0' as "limited"`,
  );
  return rows[0]!;
}

/** Whether another connection gets the session `pid` of the first one while that one is still there, or that one another session. */
async function isLent(first: pg.Client, url: string, pid: number): Promise<boolean> {
  const second = clientOf(url);
  try {
    await second.connect();
    const refused = await second.query('begin').then(() => false, isOfMode);
    return refused || (await sessionOf(second)).pid === pid || (await sessionOf(first)).pid !== pid;
  } finally {
    await second.end().catch(() => undefined);
  }
}

/** Poolers that lend sessions by statement refuse transactions; any other refusal says nothing of how they lend. */
function isOfMode(error: Error): true {
  if (!/pooling mode/.test(error.message)) throw error;
  return true;
}
