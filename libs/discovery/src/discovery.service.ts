import { Inject, Injectable, Logger, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { Notifications } from '#database';
import { Outgoing } from '#outgoing';
import type { Discovery, ProofKeySet } from '#wopi-protocol';
import { ClientDiscovery } from './client-discovery.js';
import { DISCOVERIES_CHANNEL } from './discoveries-channel.js';
import { DISCOVERY_OPTIONS, type DiscoveryOptions, fullOptions } from './discovery-options.js';
import { DiscoveryRepository } from './discovery.repository.js';
import { DiscoveryUnavailable, UnknownClientError } from './errors.js';
import type { ClientStatus, FoundAction, RefreshReason, WopiClient } from './wopi-client.js';

/** What the configured WOPI clients say they can do, and the keys that they sign with. */
@Injectable()
export class DiscoveryService implements OnModuleInit, OnModuleDestroy {
  /** In the order of preference. */
  readonly clients: readonly WopiClient[];
  private readonly logger = new Logger('Discovery');
  readonly #byName: ReadonlyMap<string, ClientDiscovery>;
  readonly #rereadMs: number;
  #timer: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(
    @Inject(DISCOVERY_OPTIONS) options: DiscoveryOptions,
    rows: DiscoveryRepository,
    outgoing: Outgoing,
    private readonly notifications: Notifications,
  ) {
    const full = fullOptions(options);
    this.clients = options.clients;
    this.#rereadMs = full.rereadMs;
    this.#byName = new Map(
      [...full.clients, ...full.signers].map((client) => [
        client.name,
        new ClientDiscovery(client, rows, outgoing, full),
      ]),
    );
  }

  /** Reads what the database knows; what it does not know is fetched in the background. */
  async onModuleInit(): Promise<void> {
    await this.notifications.listen(DISCOVERIES_CHANNEL, (url) => {
      for (const one of this.#byName.values()) {
        if (url === undefined || url === one.client.discoveryUrl) this.inBackground(one.told());
      }
    });
    for (const one of this.#byName.values()) {
      await one.told();
      this.inBackground(one.check());
    }
    this.#timer = setInterval(() => {
      for (const one of this.#byName.values()) this.inBackground(one.check());
    }, this.#rereadMs).unref();
  }

  async onModuleDestroy(): Promise<void> {
    this.#closed = true;
    clearInterval(this.#timer);
    await Promise.all([...this.#byName.values()].map((one) => one.close()));
  }

  /** @throws UnknownClientError */
  client(name: string): WopiClient {
    return this.of(name).client;
  }

  /**
   * The document in use: of memory, else of the database, else fetched now.
   * @throws DiscoveryUnavailable when there never was a good one; UnknownClientError
   */
  async discovery(name: string): Promise<Discovery> {
    return (await this.of(name).document()).discovery;
  }

  /** As `peekProofKeys`, after trying to get a document where none is known. */
  async proofKeys(name: string): Promise<ProofKeySet | undefined> {
    const one = this.of(name);
    try {
      return (await one.document()).keys;
    } catch (error) {
      if (error instanceof DiscoveryUnavailable) return undefined;
      throw error;
    }
  }

  /**
   * The keys in memory, at once; the same objects until the document changes. Undefined: the client publishes none, or nothing is known
   * of it yet, and in both cases no proof of it can be accepted.
   * @throws UnknownClientError
   */
  peekProofKeys(name: string): ProofKeySet | undefined {
    return this.of(name).known?.keys;
  }

  /**
   * To be called when a proof fails or matches the old key. Single flight, and at most one fetch a minute over all replicas; beyond that it
   * resolves at once. Whether the keys in memory are others than before the call.
   */
  async refreshSoon(name: string, reason: RefreshReason): Promise<boolean> {
    const changed = await this.of(name).refreshSoon();
    if (changed) this.logger.log(`The proof keys of ${name} changed; asked because of ${reason}`);
    return changed;
  }

  /**
   * The action of a client for an extension, with or without its dot; undefined when it has none.
   * @param requires what the host supports (`locks`, `update`, …): actions that need more are passed over; unset: not checked
   * @throws DiscoveryUnavailable, UnknownClientError
   */
  async actionFor(
    name: string,
    ext: string,
    action: string,
    requires?: ReadonlySet<string>,
  ): Promise<FoundAction | undefined> {
    return (await this.of(name).document()).action(ext, action, requires);
  }

  /** The actions of all clients that have one, in the order of preference; clients of which nothing is known in memory are left out. */
  async clientsFor(ext: string, action: string, requires?: ReadonlySet<string>): Promise<FoundAction[]> {
    return this.clients.flatMap(({ name }) => this.of(name).known?.action(ext, action, requires) ?? []);
  }

  /** How each client's discovery is doing. */
  status(): Promise<ClientStatus[]> {
    return Promise.all([...this.#byName.values()].map((one) => one.status()));
  }

  private of(name: string): ClientDiscovery {
    const found = this.#byName.get(name);
    if (!found) throw new UnknownClientError(name);
    return found;
  }

  private inBackground(work: Promise<unknown>): void {
    work.catch((error: unknown) => {
      if (!this.#closed) this.logger.error(error);
    });
  }
}
