import { Inject, Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import pg from 'pg';
import { KEPT_ALIVE } from './connection-settings.js';

export const NOTIFICATIONS_URL = Symbol('NOTIFICATIONS_URL');

const RECONNECT_MS = 500;

/**
 * Postgres LISTEN/NOTIFY for caches that must follow rows changed by another replica.
 * While the connection is away notifications are lost, so a listener is also called, without payload, after each reconnect.
 */
@Injectable()
export class Notifications implements OnApplicationShutdown {
  private readonly logger = new Logger(Notifications.name);
  readonly #listeners = new Map<string, ((payload: string | undefined) => void)[]>();
  #client: pg.Client | undefined;
  #closed = false;

  constructor(@Inject(NOTIFICATIONS_URL) private readonly url: string) {}

  /** Calls `listener` for each `notify channel, payload`; resolves once the server listens. */
  async listen(channel: string, listener: (payload: string | undefined) => void): Promise<void> {
    const known = this.#listeners.get(channel) ?? [];
    this.#listeners.set(channel, [...known, listener]);
    if (!this.#client) return this.connect();
    if (known.length === 0) await this.#client.query(`listen ${pg.escapeIdentifier(channel)}`);
  }

  async onApplicationShutdown(): Promise<void> {
    this.#closed = true;
    await this.#client?.end();
  }

  private async connect(): Promise<void> {
    const client = new pg.Client({
      connectionString: this.url,
      application_name: 'notifications',
      ...KEPT_ALIVE,
    });
    this.#client = client;
    client.on('notification', ({ channel, payload }) => this.tell(channel, payload || undefined));
    client.on('error', () => this.reconnect(client));
    client.on('end', () => this.reconnect(client));
    await client.connect();
    for (const channel of this.#listeners.keys())
      await client.query(`listen ${pg.escapeIdentifier(channel)}`);
  }

  private reconnect(lost: pg.Client): void {
    if (this.#closed || this.#client !== lost) return;
    this.#client = undefined;
    setTimeout(() => {
      if (this.#closed) return;
      this.connect().then(
        () => [...this.#listeners.keys()].forEach((channel) => this.tell(channel, undefined)),
        () => {
          this.logger.warn('Lost the connection that listens for notifications; trying again');
          if (this.#client) this.reconnect(this.#client);
        },
      );
    }, RECONNECT_MS).unref();
  }

  private tell(channel: string, payload: string | undefined): void {
    for (const listener of this.#listeners.get(channel) ?? []) listener(payload);
  }
}
