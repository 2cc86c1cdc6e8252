import pg from 'pg';
import type { DatabaseClone } from './postgres.js';

/**
 * Every statement of the product asks `now()`. In a database with this clock a function of that name stands before PostgreSQL's
 * own in the search path, so that a test can let time pass for whoever connects from then on. A sequence holds how much has
 * passed: PostgreSQL puts such a function's body in its place, which keeps the clock as cheap as its own.
 */
const INSTALL = `
  create schema test_clock;
  create sequence test_clock.ahead minvalue 0 start 0;
  select nextval('test_clock.ahead');
  create function test_clock.now() returns timestamptz language sql
    as $$ select pg_catalog.now() + make_interval(secs => pg_sequence_last_value('test_clock.ahead')) $$`;
const ADVANCE = `select setval('test_clock.ahead', pg_sequence_last_value('test_clock.ahead') + $1)`;

export class TestClock {
  #moving: Promise<void> | undefined;
  #sharers = 0;
  #waiting: (() => void)[] = [];

  private constructor(
    private readonly client: pg.Client,
    private readonly seconds: number,
  ) {}

  /** @param seconds what passes at a time */
  static async install(database: DatabaseClone, seconds: number): Promise<TestClock> {
    const client = new pg.Client(database.url);
    await client.connect();
    const name = new URL(database.url).pathname.slice(1);
    await client.query(INSTALL);
    await client.query(`alter database ${name} set search_path = public, test_clock, pg_catalog`);
    return new TestClock(client, seconds);
  }

  /** Runs something during which time passes only when it, and everything else that shares the clock, waits for that. */
  async share<T>(work: (pass: () => Promise<void>) => Promise<T>): Promise<T> {
    while (this.#moving) await this.#moving;
    this.#sharers += 1;
    try {
      return await work(() => this.pass());
    } finally {
      this.#sharers -= 1;
      this.moveWhenAllWait();
    }
  }

  stop(): Promise<void> {
    return this.client.end();
  }

  private pass(): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
      this.moveWhenAllWait();
    });
  }

  private moveWhenAllWait(): void {
    if (this.#waiting.length === 0 || this.#waiting.length < this.#sharers) return;
    const waiting = this.#waiting.splice(0);
    this.#moving = this.client.query(ADVANCE, [this.seconds]).then(() => {
      this.#moving = undefined;
      for (const resume of waiting) resume();
    });
  }
}
