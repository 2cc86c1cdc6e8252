import { AsyncLocalStorage } from 'node:async_hooks';
import { createHash } from 'node:crypto';
import { channel } from 'node:diagnostics_channel';
import { finished } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import type { Pool, PoolClient } from 'pg';
import { from } from 'pg-copy-streams';
import { DataSource, type EntityManager, QueryFailedError } from 'typeorm';
import { type ColumnType, CopyRows } from './copy-binary.js';

/** A second statement that is written together with a change, or not at all: see `Db.change`. */
export interface Companion {
  /** The statement's text; its first parameter is `$first`, and it reads the changed rows from the relation `change`. */
  readonly text: (first: number) => string;
  readonly values: readonly unknown[];
  /** Distinguishes texts, since the text itself is made anew for every first parameter. */
  readonly name: string;
}

interface Transaction {
  readonly manager: EntityManager;
  open: boolean;
}

/** Tells whoever subscribes how many milliseconds each statement took, within the caller's async context. */
export const queryTimes = channel('wopi-gateway.database');

/** Deadlock and serialization failure: the whole transaction may be tried again. */
const RETRYABLE = new Set(['40P01', '40001']);
const ATTEMPTS = 4;

/**
 * The one handle through which repositories reach Postgres.
 * Inside `transaction()` it answers with that transaction's connection, so a repository cannot pick the wrong one.
 */
@Injectable()
export class Db {
  readonly #current = new AsyncLocalStorage<Transaction>();
  readonly #names = new Map<string, string>();
  readonly #texts = new Map<string, string>();

  constructor(private readonly dataSource: DataSource) {}

  /** TypeORM's manager for by-key reads and writes; the transaction's own inside `transaction()`. */
  get manager(): EntityManager {
    return this.running()?.manager ?? this.dataSource.manager;
  }

  /**
   * Joins the transaction already running on this async path, or runs `work` in a new one.
   * A deadlock or serialization failure runs `work` again from its beginning, so it must have no effect but its queries.
   */
  async transaction<T>(work: () => Promise<T>): Promise<T> {
    if (this.running()) return work();
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.begin(work);
      } catch (error) {
        if (attempt === ATTEMPTS || !RETRYABLE.has(sqlState(error) ?? '')) throw error;
        await sleep(5 * attempt * attempt * Math.random());
      }
    }
  }

  /**
   * Runs one hand-written statement, prepared once a connection, and answers its rows.
   * `text` must be a constant: every distinct text stays prepared for the life of the connection.
   */
  async query<Row>(text: string, values: readonly unknown[] = []): Promise<Row[]> {
    const startedAt = performance.now();
    try {
      const client = await this.client();
      const { rows } = await client.query({ name: this.nameOf(text), text, values: [...values] });
      return rows as Row[];
    } finally {
      queryTimes.publish(performance.now() - startedAt);
    }
  }

  /**
   * Writes rows by `copy … from stdin`: all of them or none. Much sooner than by an `insert`, where they are many.
   * Where no transaction is running the statement is one by itself, and not repeated.
   * @throws an error with an SQLSTATE of class 22 where a value is none of its column's type; nothing is sent then
   */
  async copy(
    table: string,
    columns: Readonly<Record<string, ColumnType>>,
    rows: Iterable<readonly unknown[]>,
  ): Promise<void> {
    const copied = new CopyRows(columns);
    for (const row of rows) copied.add(row);
    const statement = `copy ${table} (${Object.keys(columns).join()}) from stdin (format binary)`;
    await this.withClient((client) => finished(client.query(from(statement)).end(copied.finish())));
  }

  /**
   * Runs a data-changing statement that returns rows, and with it, in the same statement, its companion.
   * The companion sees the returned rows as `change`: where nothing was changed, it writes nothing.
   * `text` is one statement that returns rows, or a `with` list, without its final select, that has a member `change`.
   */
  async change<Row>(text: string, values: readonly unknown[], companion?: Companion): Promise<Row[]> {
    const key = `${companion?.name ?? ''} ${text}`;
    let whole = this.#texts.get(key);
    if (whole === undefined) {
      whole = withCompanion(text, companion?.text(values.length + 1));
      this.#texts.set(key, whole);
    }
    return this.query<Row>(whole, [...values, ...(companion?.values ?? [])]);
  }

  /** Runs `work` so that a statement of it may fail without ending the transaction that is running, if any. */
  async attempt<T>(work: () => Promise<T>): Promise<T> {
    if (!this.running()) return work();
    await this.query('savepoint attempt');
    try {
      const result = await work();
      await this.query('release savepoint attempt');
      return result;
    } catch (error) {
      await this.query('rollback to savepoint attempt');
      throw error;
    }
  }

  private running(): Transaction | undefined {
    const tx = this.#current.getStore();
    if (tx && !tx.open) throw new Error('Query after its transaction ended: a promise was not awaited');
    return tx;
  }

  private begin<T>(work: () => Promise<T>): Promise<T> {
    return this.dataSource.transaction(async (manager) => {
      const tx: Transaction = { manager, open: true };
      try {
        return await this.#current.run(tx, work);
      } finally {
        tx.open = false;
      }
    });
  }

  /** The driver's own pool or connection: about three times as fast as TypeORM's query methods. */
  private async client(): Promise<Pool | PoolClient> {
    return this.transactionClient() ?? this.pool;
  }

  private transactionClient(): Promise<PoolClient> | undefined {
    return this.running()?.manager.queryRunner?.connect() as Promise<PoolClient> | undefined;
  }

  private get pool(): Pool {
    return (this.dataSource.driver as unknown as { master: Pool }).master;
  }

  /** For what a pool cannot be told: `work` has the transaction's connection, or borrows one. */
  private async withClient(work: (client: PoolClient) => Promise<void>): Promise<void> {
    const ofTransaction = this.transactionClient();
    if (ofTransaction) return work(await ofTransaction);
    const client = await this.pool.connect();
    client.on('error', ignore);
    try {
      await work(client);
      client.release();
    } catch (error) {
      // Closed, like after any statement of a pool that fails: a dying connection looks sound for a moment, and who waits for one would get it.
      client.release(error as Error);
      throw error;
    } finally {
      client.off('error', ignore);
    }
  }

  private nameOf(text: string): string {
    let name = this.#names.get(text);
    if (name === undefined) {
      name = createHash('sha1').update(text).digest('base64url');
      this.#names.set(text, name);
    }
    return name;
  }
}

/** The statement that runs fails as well, and tells. */
const ignore = () => undefined;

function withCompanion(text: string, companion: string | undefined): string {
  const list = /^\s*with\b/.test(text) ? text : `with change as (${text})`;
  return `${list}${companion === undefined ? '' : `, companion as (${companion})`} select * from change`;
}

/** The SQLSTATE of a failed statement, e.g. `23505`; undefined for any other error. */
export function sqlState(error: unknown): string | undefined {
  const cause = error instanceof QueryFailedError ? error.driverError : error;
  const code = (cause as { code?: unknown } | null)?.code;
  return typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) ? code : undefined;
}

/**
 * Connection lost, refused, not to be had for want of descriptors, idle in a transaction or in one at all for too long; shutting down, no
 * room for clients or rows, only to be read from: the same statement may succeed in a moment.
 */
const AWAY = /^(08|57P0|53|25006|25P0[34]|ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|EHOSTUNREACH|EMFILE|ENFILE)/;
const AWAY_MESSAGE =
  /connection terminated|is not queryable|query runner already released|timeout exceeded when trying to connect|Connection ended unexpectedly/i;

/** Whether a failure says that the database cannot be reached, and nothing of the statement. */
export function isUnavailable(error: unknown): boolean {
  const cause = error instanceof QueryFailedError ? error.driverError : error;
  const { code, message } = (cause ?? {}) as { code?: unknown; message?: unknown };
  return AWAY.test(String(code)) || AWAY_MESSAGE.test(String(message));
}

/** Given up after a wait for others: by the time limit of statements, or of locks. */
const WAITED = new Set([...RETRYABLE, '57014', '55P03']);

/** Whether a statement had to wait for others for too long, of which the next attempt may know nothing. */
export function isContended(error: unknown): boolean {
  return WAITED.has(sqlState(error) ?? '');
}

/** What a person is told of a failure that is about the moment, not about what was asked; undefined of any other. */
export function waitFor(error: unknown): string | undefined {
  if (isUnavailable(error)) return 'The database cannot be reached at the moment. Try again in a while.';
  if (isContended(error))
    return 'This took longer than it may, or others were in its way. Try again in a while.';
  return undefined;
}

/** What Postgres says of U+0000 in text, of its escape in JSON, and of half a surrogate pair there. */
const UNSTORABLE = new Set(['22021', '22P05']);
const UNSTORABLE_MESSAGE = /invalid input syntax for type json/;

/** Whether a failure says that a text has a character which Postgres cannot keep: whoever sent it has to be told. */
export function isUnstorableText(error: unknown): boolean {
  return (
    UNSTORABLE.has(sqlState(error) ?? '') || UNSTORABLE_MESSAGE.test((error as Error | null)?.message ?? '')
  );
}

/** The name of the constraint or unique index that a failed statement violated. */
export function violatedConstraint(error: unknown): string | undefined {
  const cause = error instanceof QueryFailedError ? error.driverError : error;
  return (cause as { constraint?: string } | null)?.constraint;
}
