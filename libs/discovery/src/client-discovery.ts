import { setTimeout as sleep } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import { type Outgoing, OutgoingError } from '#outgoing';
import { DiscoveryError } from '#wopi-protocol';
import type { FullDiscoveryOptions } from './discovery-options.js';
import type { DiscoveryRepository, StoredDiscovery } from './discovery.repository.js';
import { DiscoveryUnavailable } from './errors.js';
import { KnownDocument } from './known-document.js';
import type { ClientStatus, WopiClient } from './wopi-client.js';

const MAX_BYTES = 2 * 1024 * 1024;
const MOST_RETRY_MS = 60_000;
/** A timer may be early by the clock of the database. */
const CLOCKS_DIFFER_MS = 50;
const MOST_RETRY_WITH_DOCUMENT_MS = 30 * 60_000;
/** Processes of one machine start together: that the others do not listen yet is no alarm. */
const UNREACHABLE_BEFORE_ALARM = 3;

/** One client's discovery as this replica knows it: the row it shares with the others, read, fetched and kept in memory. */
export class ClientDiscovery {
  private readonly logger = new Logger('Discovery');
  #known: KnownDocument | undefined;
  #reading: Promise<StoredDiscovery | undefined> | undefined;
  #readingNext: Promise<StoredDiscovery | undefined> | undefined;
  #obtaining: Promise<KnownDocument> | undefined;
  #refreshing: Promise<void> | undefined;
  #triedAt = -Infinity;
  #failures = 0;
  #alarmed = false;
  #retry: NodeJS.Timeout | undefined;
  #unusable: string | undefined;
  readonly #told = new Set<() => void>();
  readonly #closed = new AbortController();

  constructor(
    readonly client: WopiClient,
    private readonly rows: DiscoveryRepository,
    private readonly outgoing: Outgoing,
    private readonly options: FullDiscoveryOptions,
  ) {}

  /** The document in memory. */
  get known(): KnownDocument | undefined {
    return this.#known;
  }

  /** The document in memory, else of the row, else fetched. */
  async document(): Promise<KnownDocument> {
    if (this.#known) return this.#known;
    this.#obtaining ??= this.obtain().finally(() => (this.#obtaining = undefined));
    return this.#obtaining;
  }

  /** Reads the row again, and fetches when it is due. */
  async check(): Promise<void> {
    const row = await this.read();
    const due = row?.age === undefined || row.age >= this.options.refreshAfterMs;
    if (due && !this.#retry) await this.refresh();
  }

  /** Another replica, or this one, finished an attempt. */
  async told(): Promise<void> {
    try {
      await this.read();
    } finally {
      for (const wake of this.#told) wake();
    }
  }

  /** At most one fetch at a time here, and one in the least interval everywhere; whether the keys are others than at the call. */
  async refreshSoon(): Promise<boolean> {
    const before = this.#known;
    const justTried = performance.now() - this.#triedAt < this.options.leastIntervalMs;
    if (!this.#refreshing && before && justTried) return false;
    await this.refresh();
    return this.#known !== undefined && !(before && this.#known.hasKeysOf(before));
  }

  async status(): Promise<ClientStatus> {
    const { name, profile, discoveryUrl: url } = this.client;
    const { fetchedAt, triedAt, failure } = (await this.read()) ?? {};
    return {
      name,
      profile,
      url,
      ...(fetchedAt && { fetchedAt }),
      ...(triedAt && { triedAt }),
      ...(failure !== undefined && { failure }),
      zones: this.#known?.zones ?? [],
      apps: this.#known?.apps ?? 0,
      proofKeys: this.#known?.keys !== undefined,
    };
  }

  /** Breaks off what is under way, and waits for its last statement. */
  async close(): Promise<void> {
    clearTimeout(this.#retry);
    this.#closed.abort();
    for (const wake of this.#told) wake();
    await Promise.allSettled([this.#refreshing, this.#readingNext ?? this.#reading]);
  }

  private async obtain(): Promise<KnownDocument> {
    const row = await this.read();
    if (!this.#known && row) await this.untilAllowed(row);
    if (!this.#known) await this.refresh();
    if (this.#known) return this.#known;
    throw new DiscoveryUnavailable(this.client.name, (await this.read())?.failure);
  }

  /** A client that started just after this process is there a moment later: its first callers wait for the next attempt that is allowed. */
  private async untilAllowed({ triedAgo }: StoredDiscovery): Promise<void> {
    const { signal } = this.#closed;
    await sleep(this.options.leastWithoutDocumentMs - triedAgo + CLOCKS_DIFFER_MS, undefined, {
      signal,
      ref: false,
    }).catch(() => {});
  }

  /**
   * Reads the row; what it holds replaces what is in memory. A read that began earlier may have missed what the caller was told of, so it
   * is not joined but followed by one more.
   */
  private read(): Promise<StoredDiscovery | undefined> {
    if (!this.#reading) {
      this.#reading = this.readNow().finally(() => (this.#reading = undefined));
      return this.#reading;
    }
    const again = () => {
      this.#readingNext = undefined;
      return this.read();
    };
    this.#readingNext ??= this.#reading.then(again, again);
    return this.#readingNext;
  }

  private async readNow(): Promise<StoredDiscovery | undefined> {
    const row = await this.rows.find(this.client.discoveryUrl, this.#known?.revision);
    if (row?.xml === undefined || row.revision === this.#unusable) return row;
    try {
      this.#known = new KnownDocument(this.client, row.xml, row.revision);
    } catch (error) {
      // Kept by a replica of another version or with another profile; the next fetch replaces it.
      this.#unusable = row.revision;
      this.logger.error(
        `The kept discovery of ${this.client.name} cannot be used: ${(error as Error).message}`,
      );
    }
    return row;
  }

  private refresh(): Promise<void> {
    this.#refreshing ??= this.attempt().finally(() => (this.#refreshing = undefined));
    return this.#refreshing;
  }

  private async attempt(): Promise<void> {
    if (this.#closed.signal.aborted) return;
    this.#triedAt = performance.now();
    const { leastIntervalMs, leastWithoutDocumentMs } = this.options;
    const { discoveryUrl } = this.client;
    const claimed = await this.rows.claim(discoveryUrl, leastIntervalMs, leastWithoutDocumentMs);
    const succeeded = await (claimed ? this.fetch() : this.awaitOther());
    this.#failures = succeeded ? 0 : this.#failures + 1;
    if (!succeeded) this.retryLater();
  }

  private async fetch(): Promise<boolean> {
    let failure: Error | undefined;
    try {
      await this.rows.keep(this.client.discoveryUrl, await this.goodXml());
      if (this.#alarmed) this.logger.log(`The discovery of ${this.client.name} is fetched again`);
      this.#alarmed = false;
    } catch (error) {
      if (!(error instanceof DiscoveryError || error instanceof OutgoingError)) throw error;
      if (this.#closed.signal.aborted) return false;
      failure = error;
      this.alarm(error);
      await this.rows.keepFailure(this.client.discoveryUrl, error.message);
    }
    await this.read();
    return failure === undefined;
  }

  /** @throws OutgoingError or DiscoveryError when what came is no better than what is kept */
  private async goodXml(): Promise<string> {
    const { status, text } = await this.outgoing.fetchText(this.client.discoveryUrl, {
      policy: { allowPrivate: true },
      maxBytes: MAX_BYTES,
      timeoutMs: this.options.fetchTimeoutMs,
      signal: this.#closed.signal,
    });
    if (status >= 300 && status < 400) {
      throw new DiscoveryError('The discovery URL answers with a redirect, which is not followed.');
    }
    if (status !== 200) throw new DiscoveryError(`The discovery URL answers with status ${status}.`);
    const { keys, opensFiles } = new KnownDocument(this.client, text, undefined);
    if (!opensFiles && this.#known?.opensFiles)
      throw new DiscoveryError('The discovery document lists no action with a usable address any more.');
    if (!keys && this.#known?.keys)
      throw new DiscoveryError('The discovery document has no proof keys any more.');
    return text;
  }

  /** Waits for the replica that is fetching at the moment, if one is; whether its attempt, or the last one, succeeded. */
  private async awaitOther(): Promise<boolean> {
    let wake = () => {};
    const told = new Promise<void>((resolve) => (wake = resolve));
    this.#told.add(wake);
    const timer = setTimeout(wake, this.options.fetchTimeoutMs);
    try {
      let row = await this.read();
      // So that the next attempt here is allowed when it is everywhere.
      if (row) this.#triedAt = performance.now() - row.triedAgo;
      if (row && isUnderWay(row, this.options.fetchTimeoutMs)) {
        await told;
        row = await this.read();
      }
      return this.#known !== undefined && row?.failure === undefined;
    } finally {
      clearTimeout(timer);
      this.#told.delete(wake);
    }
  }

  private alarm(error: Error): void {
    const unreachable = error instanceof OutgoingError && error.stage === 'connecting';
    if (this.#alarmed || (unreachable && this.#failures + 1 < UNREACHABLE_BEFORE_ALARM)) return;
    this.#alarmed = true;
    const meanwhile = this.#known ? 'The last good one stays in use.' : 'There is none to use meanwhile.';
    this.logger.error(
      `The discovery of ${this.client.name} cannot be fetched: ${error.message} ${meanwhile}`,
    );
  }

  private retryLater(): void {
    if (this.#closed.signal.aborted) return;
    const { retryMs, leastIntervalMs } = this.options;
    const pause = retryMs * 2 ** Math.min(this.#failures - 1, 20);
    const bounded = this.#known
      ? Math.min(MOST_RETRY_WITH_DOCUMENT_MS, Math.max(pause, leastIntervalMs))
      : Math.min(MOST_RETRY_MS, pause);
    clearTimeout(this.#retry);
    this.#retry = setTimeout(() => {
      this.#retry = undefined;
      this.refresh().catch((error: unknown) => this.logger.error(error));
    }, bounded).unref();
  }
}

/** Whether an attempt began, and neither a document nor a failure came of it so far. */
function isUnderWay({ failure, triedAgo, age }: StoredDiscovery, fetchTimeoutMs: number): boolean {
  return failure === undefined && triedAgo < fetchTimeoutMs && (age === undefined || age > triedAgo);
}
