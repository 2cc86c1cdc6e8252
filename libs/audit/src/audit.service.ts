import { AsyncLocalStorage } from 'node:async_hooks';
import {
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type BeforeApplicationShutdown,
} from '@nestjs/common';
import { type Companion, sqlState } from '#database';
import type { AuditEntry } from './audit-entry.js';
import { AuditRepository, type Made, type StampedEntry } from './audit.repository.js';

export const AUDIT_PROCESS = Symbol('AUDIT_PROCESS');

/** A crash loses at most 200 ms of what `record` was told: so long a row waits for others, and what is left is for writing it. */
const FLUSH_MS = 150;
const BATCH = 2_000;
/** Beyond this many waiting rows (the database is away for long) the oldest are given up, loudly. */
const MOST_WAITING = 100_000;
const DAY_MS = 24 * 3600 * 1000;
const MONTHS_AHEAD = 2;

/** The writer of the audit log: with a change, inside a transaction, or batched for what changed nothing. */
@Injectable()
export class AuditService implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(AuditService.name);
  readonly #caller = new AsyncLocalStorage<string>();
  #waiting: StampedEntry[] = [];
  /** The last of the turns in which rows are written. */
  #writing = Promise.resolve();
  /** The same until it begins: it takes whatever comes before that. */
  #next: Promise<void> | undefined;
  #flushTimer: NodeJS.Timeout | undefined;
  #partitionTimer: NodeJS.Timeout | undefined;

  constructor(
    private readonly repository: AuditRepository,
    @Inject(AUDIT_PROCESS) private readonly process: string,
  ) {}

  /** Rows that `work` writes say who called: a principal of the admin API or of the integration API. */
  calledBy<T>(principalId: string, work: () => T): T {
    return this.#caller.run(principalId, work);
  }

  /** A statement for `Db.change`: the row is written if and only if the change is. */
  companion(entry: AuditEntry): Companion {
    return this.repository.companion(this.withCaller(entry), this.process);
  }

  /** The same for a change that makes a version: the row says which, and which it replaced. */
  versionCompanion(entry: AuditEntry): Companion {
    return this.repository.companion(this.withCaller(entry), this.process, 'versions');
  }

  /** The same for a change that ends what people granted to apps: a row for each grant, which says whose it was. */
  grantsCompanion(entry: AuditEntry): Companion {
    return this.repository.companion(this.withCaller(entry), this.process, 'grants');
  }

  /** The same for a change that makes something: the row names it, by the column `id` of `change`. */
  makingCompanion(made: Made, entry: AuditEntry): Companion {
    return this.repository.companion(this.withCaller(entry), this.process, made);
  }

  /** Writes one row now, inside the transaction that is running, if any. */
  append(entry: AuditEntry): Promise<void> {
    return this.repository.append(this.withCaller(entry), this.process);
  }

  /** For what changed no state: the row is written within 200 ms, together with others. Never throws. */
  record(entry: AuditEntry): void {
    this.#waiting.push({ at: new Date(), entry: this.withCaller(entry) });
    this.#flushTimer ??= setTimeout(() => void this.flush(), FLUSH_MS);
  }

  /** Writes what is waiting; resolves when it is written, or kept for the next try because the database did not answer. */
  flush(): Promise<void> {
    clearTimeout(this.#flushTimer);
    this.#flushTimer = undefined;
    this.#next ??= this.#writing.then(() => this.turn());
    return (this.#writing = this.#next);
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.ensurePartitions();
    this.#partitionTimer = setInterval(() => void this.ensurePartitions(), DAY_MS).unref();
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.#partitionTimer);
    await this.flush();
    clearTimeout(this.#flushTimer);
  }

  private withCaller(entry: AuditEntry): AuditEntry {
    const principalId = this.#caller.getStore();
    return principalId === undefined ? entry : { ...entry, principalId: entry.principalId ?? principalId };
  }

  private async turn(): Promise<void> {
    this.#next = undefined;
    await this.writeBatches();
    if (this.#waiting.length > 0) this.#flushTimer ??= setTimeout(() => void this.flush(), FLUSH_MS * 5);
  }

  /** What is waiting now. What comes meanwhile waits for its own turn: written at once, it would be a few rows and a commit each time. */
  private async writeBatches(): Promise<void> {
    for (let left = this.#waiting.length; left > 0; left -= BATCH) {
      const batch = this.#waiting.splice(0, Math.min(left, BATCH));
      try {
        await this.repository.appendAll(batch, this.process);
      } catch (error) {
        this.logger.error(error);
        if (!saysUnfit(error)) return this.keepForLater(batch);
        await this.writeEach(batch);
      }
    }
  }

  /** One row that Postgres cannot keep must not hold up the others. */
  private async writeEach(batch: readonly StampedEntry[]): Promise<void> {
    for (const row of batch) {
      try {
        await this.repository.appendAll([row], this.process);
      } catch (error) {
        this.logger.error(error);
        if (!saysUnfit(error)) this.keepForLater([row]);
      }
    }
  }

  private keepForLater(batch: StampedEntry[]): void {
    this.#waiting = [...batch, ...this.#waiting];
    const lost = this.#waiting.length - MOST_WAITING;
    if (lost <= 0) return;
    this.#waiting.splice(0, lost);
    this.logger.error(`The audit log could not be written for too long: ${lost} rows about reads are lost`);
  }

  private async ensurePartitions(): Promise<void> {
    await this.repository.ensurePartitions(MONTHS_AHEAD).catch((error: unknown) => this.logger.error(error));
  }
}

/** SQLSTATE class 22: the row itself, not the database, is at fault. */
const saysUnfit = (error: unknown): boolean => sqlState(error)?.startsWith('22') ?? false;
