import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { Notifications, Sealer } from '#database';
import { registeredSpelling } from './files-url.js';
import type { Instance, ProxyKeyState, Tenant } from './tenant.js';
import { type SealedKey, TenantsRepository } from './tenants.repository.js';
import { sealContext } from './tenants.service.js';

/** A key that ids may be signed with. */
export interface RegisteredKey {
  readonly keyId: string;
  readonly state: Exclude<ProxyKeyState, 'revoked'>;
  /** The secret's UTF-8 bytes. */
  readonly secret: Buffer;
}

/** Where the calls of one registered files URL go, and who may sign ids for it. */
export interface ProxyRoute {
  readonly tenant: Tenant;
  /** Whether the tenant's state allows calls. */
  readonly active: boolean;
  readonly instance: Instance;
  /** Active and retiring keys; may be empty. */
  readonly keys: readonly RegisteredKey[];
}

/** Written to by the triggers on tenants, instances and proxy_keys. */
const CHANNEL = 'proxy_registry';
/** Bounds how long a revoked key lives on where the notifying connection is dead without either side noticing. */
const RELOAD_MS = 60_000;
const RETRY_MS = 1_000;
const SERVED: ReadonlySet<Tenant['state']> = new Set(['trial', 'active', 'grace']);

/** Every route of the proxy in memory, so that a call needs no query to find its tenant. Follows the rows by notification. */
@Injectable()
export class ProxyRegistry implements OnApplicationShutdown {
  private readonly logger = new Logger(ProxyRegistry.name);
  #routes: ReadonlyMap<string, ProxyRoute> = new Map();
  #byInstance: ReadonlyMap<string, ProxyRoute> = new Map();
  #generation = 0;
  #loading: Promise<void> | undefined;
  #again = false;
  #timer: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(
    private readonly rows: TenantsRepository,
    private readonly notifications: Notifications,
    private readonly sealer: Sealer,
  ) {}

  /** Grows with every reload: what was derived from a route before it may be out of date. */
  get generation(): number {
    return this.#generation;
  }

  /** Reads the rows once and follows them from then on; rejects when the database does not answer. */
  async start(): Promise<void> {
    await this.notifications.listen(CHANNEL, () => this.follow());
    await this.reload();
    this.#timer = setInterval(() => this.follow(), RELOAD_MS).unref();
  }

  /** The route of a claim `u` in any spelling, or undefined. Says nothing of the id's signature. */
  find(filesUrl: string): ProxyRoute | undefined {
    const route = this.#routes.get(filesUrl);
    if (route) return route;
    const spelling = registeredSpelling(filesUrl);
    return spelling === undefined ? undefined : this.#routes.get(spelling);
  }

  findInstance(instanceId: string): ProxyRoute | undefined {
    return this.#byInstance.get(instanceId);
  }

  /** Reads all rows now; a call while another runs is served by one more run after it. */
  reload(): Promise<void> {
    if (this.#loading) this.#again = true;
    return (this.#loading ??= this.load());
  }

  onApplicationShutdown(): void {
    this.#closed = true;
    clearInterval(this.#timer);
  }

  private follow(): void {
    if (this.#closed) return;
    this.reload().catch((error: unknown) => {
      if (this.#closed) return;
      this.logger.warn(`Tenants could not be read again: ${(error as Error).message}`);
      setTimeout(() => this.follow(), RETRY_MS).unref();
    });
  }

  private async load(): Promise<void> {
    try {
      do {
        this.#again = false;
        this.#routes = await this.read();
        this.#byInstance = new Map(
          [...this.#routes.values()].map((route) => [route.instance.instanceId, route]),
        );
        this.#generation += 1;
      } while (this.#again);
    } finally {
      this.#loading = undefined;
    }
  }

  private async read(): Promise<ReadonlyMap<string, ProxyRoute>> {
    const tenants = new Map((await this.rows.tenants()).map((tenant) => [tenant.tenantId, tenant]));
    const keys = new Map<string, RegisteredKey[]>();
    for (const sealed of await this.rows.keys()) {
      const key = this.opened(sealed);
      if (key) keys.set(sealed.tenantId, [...(keys.get(sealed.tenantId) ?? []), key]);
    }
    const routes = new Map<string, ProxyRoute>();
    for (const instance of await this.rows.instances()) {
      const tenant = tenants.get(instance.tenantId);
      if (!tenant) continue;
      const route = {
        tenant,
        active: SERVED.has(tenant.state),
        instance,
        keys: keys.get(tenant.tenantId) ?? [],
      };
      routes.set(instance.filesUrl, route);
    }
    return routes;
  }

  /** A key that does not open costs its tenant that key, and nobody else anything. */
  private opened({ keyId, state, sealedSecret }: SealedKey): RegisteredKey | undefined {
    try {
      return {
        keyId,
        state: state as RegisteredKey['state'],
        secret: this.sealer.open(sealedSecret, sealContext(keyId)),
      };
    } catch (error) {
      this.logger.error(`Proxy key ${keyId} is not used: ${(error as Error).message}`);
      return undefined;
    }
  }
}
