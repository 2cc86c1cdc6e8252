import { Socket } from 'node:net';

/** How long a statement may take, unless told: whoever waits for a row hears of it before a client gives up. */
const STATEMENT_SECONDS = 30;
/** A process that stands still in a transaction loses it, and with it its rows, while those who wait for them still do. */
const IDLE_IN_TRANSACTION_MS = 15_000;
/** What a database may be late with the word that a statement took too long. */
const GRACE_MS = 5_000;
const CONNECT_MS = 10_000;
/** A way to the database that is gone without a word is found out within half a minute. */
const KEEP_ALIVE_AFTER_MS = 10_000;

/** What every connection of a server process asks of the driver and of Postgres. Options in the URL win. */
export function connectionSettings(statementSeconds = STATEMENT_SECONDS) {
  return {
    ...patience(statementSeconds),
    statement_timeout: statementSeconds * 1000,
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS,
    // Compiling takes longer than any statement of ours, and estimates over many partitions would ask for it. Of dates in another
    // style than ISO the driver makes null.
    options: '-c jit=off -c datestyle=iso',
  };
}

/**
 * How long a process waits for a database that says nothing. An idle connection is closed before; one that listens is to be kept
 * alive only.
 */
export const patience = (statementSeconds = STATEMENT_SECONDS) => ({
  ...KEPT_ALIVE,
  stream: () => impatientSocket(statementSeconds * 1000 + GRACE_MS),
});

/** For a connection that is silent by its nature. */
export const KEPT_ALIVE = {
  connectionTimeoutMillis: CONNECT_MS,
  keepAlive: true,
  keepAliveInitialDelayMillis: KEEP_ALIVE_AFTER_MS,
} as const;

/**
 * Breaks once nothing has come or gone for so long. Whoever waits hears of it, and since the connection is gone with its
 * transaction, no answer that comes late is taken for another's.
 */
function impatientSocket(silenceMs: number): Socket {
  const socket = new Socket();
  // Before, the driver counts the seconds.
  return socket.once('connect', () =>
    socket.setTimeout(silenceMs, () => {
      const error = new Error('The database said nothing for too long');
      socket.destroy(Object.assign(error, { code: 'ETIMEDOUT' }));
    }),
  );
}
