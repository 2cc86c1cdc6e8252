import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { Notifications, Sealer } from '#database';
import { registeredSpelling } from './files-url.js';
import type { Instance } from './instance.js';
import { type FollowedTenant, ServedTenantsRepository } from './persistence/served-tenants.repository.js';
import type { KeyPurpose, ProxyKeyState } from './proxy-key.js';
import { sealContext } from './seal-context.js';
import type { Tenant } from './tenant.js';
import type { SealedKey } from './tenants.repository.js';

/** A key of a tenant, opened. */
export interface RegisteredKey {
  readonly keyId: string;
  readonly purpose: KeyPurpose;
  readonly state: ProxyKeyState;
  /** The secret's UTF-8 bytes. */
  readonly secret: Buffer;
}

/** Where the calls of one registered files URL go, and who may sign ids for it. */
export interface ProxyRoute {
  readonly tenant: Tenant;
  /** Whether the tenant's state allows all calls. */
  readonly active: boolean;
  readonly instance: Instance;
  /** Active and retiring keys for file ids; may be empty. */
  readonly keys: readonly RegisteredKey[];
  /** Revoked keys for file ids whose sessions may save still. */
  readonly revokedKeys: readonly RegisteredKey[];
  /** Active and retiring keys for anything else. */
  readonly otherKeys: readonly RegisteredKey[];
}

interface Followed {
  readonly revision: string;
  readonly filesUrls: readonly string[];
  /** By `performance.now()`. */
  readonly changesAt: number;
}

/** Written to by the triggers on tenants, instances and proxy_keys, with the tenant's id. */
const CHANNEL = 'proxy_registry';
/** Bounds how long a revoked key lives on where the notifying connection is dead without either side noticing. */
const COMPARE_MS = 60_000;
const RETRY_MS = 1_000;
/** The moment of a date by the database's clock may come a little later than the timer says. */
const SHORTEST_TIMER_MS = 20;
const LONGEST_TIMER_MS = 3_600_000;
const SERVED: ReadonlySet<Tenant['state']> = new Set(['trial', 'active']);

/**
 * Every route of the proxy in memory, so that a call needs no query to find its tenant. Follows the rows of each tenant by
 * notification and by the dates of its subscription; tenants that did not change are not read again.
 */
@Injectable()
export class ProxyRegistry implements OnApplicationShutdown {
  private readonly logger = new Logger(ProxyRegistry.name);
  readonly #routes = new Map<string, ProxyRoute>();
  readonly #byInstance = new Map<string, ProxyRoute>();
  readonly #followed = new Map<string, Followed>();
  readonly #changed = new Set<string>();
  #compare = false;
  #running: Promise<void> | undefined;
  #comparing: NodeJS.Timeout | undefined;
  #due: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(
    private readonly rows: ServedTenantsRepository,
    private readonly notifications: Notifications,
    private readonly sealer: Sealer,
  ) {}

  /** Reads the rows once and follows them from then on; rejects when the database does not answer. */
  async start(): Promise<void> {
    await this.notifications.listen(CHANNEL, (tenantId) => this.follow(tenantId));
    await this.reload();
    this.#comparing = setInterval(() => this.follow(), COMPARE_MS).unref();
  }

  /** The route of a claim `u` in any spelling, or undefined. Says nothing of the id's signature. */
  find(filesUrl: string): ProxyRoute | undefined {
    // Worked out in any case: whoever counts the microseconds does not learn whose address is registered.
    const spelling = registeredSpelling(filesUrl);
    return this.#routes.get(filesUrl) ?? (spelling === undefined ? undefined : this.#routes.get(spelling));
  }

  findInstance(instanceId: string): ProxyRoute | undefined {
    return this.#byInstance.get(instanceId);
  }

  /** Whether nothing of the route's tenant has changed since it was found. */
  isCurrent(route: ProxyRoute): boolean {
    return this.#routes.get(route.instance.filesUrl) === route;
  }

  /** Reads what has changed, wherever the notification of it may be. */
  reload(compare = true): Promise<void> {
    this.#compare ||= compare;
    return (this.#running ??= this.run());
  }

  onApplicationShutdown(): void {
    this.#closed = true;
    clearInterval(this.#comparing);
    clearTimeout(this.#due);
  }

  /** Without a tenant: something may have changed while nobody listened. */
  private follow(tenantId?: string): void {
    if (this.#closed) return;
    if (tenantId === undefined) this.#compare = true;
    else this.#changed.add(tenantId);
    if (this.#running) return;
    this.reload(false).catch((error: unknown) => {
      if (this.#closed) return;
      this.logger.warn(`Tenants could not be read again: ${(error as Error).message}`);
      setTimeout(() => this.follow(), RETRY_MS).unref();
    });
  }

  /** One at a time, so that what was read later is never overwritten by what was read before. */
  private async run(): Promise<void> {
    try {
      while (this.#compare || this.#changed.size > 0) {
        const compare = this.#compare;
        const changed = [...this.#changed];
        this.#compare = false;
        this.#changed.clear();
        if (compare) changed.push(...(await this.differing()));
        if (changed.length > 0) await this.read([...new Set(changed)]);
      }
    } finally {
      this.#running = undefined;
      this.schedule();
    }
  }

  private async differing(): Promise<string[]> {
    const revisions = await this.rows.revisions();
    const known = [...this.#followed].filter(([id, { revision }]) => revisions.get(id) !== revision);
    const unknown = [...revisions.keys()].filter((id) => !this.#followed.has(id));
    return [...known.map(([id]) => id), ...unknown];
  }

  private async read(tenantIds: readonly string[]): Promise<void> {
    const { tenants, instances, keys } = await this.rows.read(tenantIds);
    const keysOf = byTenant(keys);
    const instancesOf = byTenant(instances);
    for (const id of tenantIds) this.forget(id);
    for (const tenant of tenants) {
      const { tenantId } = tenant;
      this.serve(tenant, instancesOf.get(tenantId) ?? [], this.opened(keysOf.get(tenantId) ?? []));
    }
  }

  private forget(tenantId: string): void {
    for (const url of this.#followed.get(tenantId)?.filesUrls ?? []) {
      const route = this.#routes.get(url);
      if (route?.tenant.tenantId !== tenantId) continue;
      this.#routes.delete(url);
      this.#byInstance.delete(route.instance.instanceId);
    }
    this.#followed.delete(tenantId);
  }

  private serve(
    { revision, changesInMs, ...tenant }: FollowedTenant,
    instances: readonly Instance[],
    opened: readonly RegisteredKey[],
  ): void {
    const ofIds = opened.filter(({ purpose }) => purpose === 'file-id');
    const shared = {
      tenant,
      active: SERVED.has(tenant.state),
      keys: ofIds.filter(({ state }) => state !== 'revoked'),
      revokedKeys: ofIds.filter(({ state }) => state === 'revoked'),
      otherKeys: opened.filter(({ purpose, state }) => purpose !== 'file-id' && state !== 'revoked'),
    };
    for (const instance of instances) {
      const route = { ...shared, instance };
      this.#routes.set(instance.filesUrl, route);
      this.#byInstance.set(instance.instanceId, route);
    }
    this.#followed.set(tenant.tenantId, {
      revision,
      filesUrls: instances.map(({ filesUrl }) => filesUrl),
      changesAt: changesInMs === null ? Infinity : performance.now() + changesInMs,
    });
  }

  /** Wakes when the dates of a tenant change its state. */
  private schedule(): void {
    clearTimeout(this.#due);
    if (this.#closed) return;
    let next = Infinity;
    for (const { changesAt } of this.#followed.values()) next = Math.min(next, changesAt);
    const left = next - performance.now();
    // What is overdue could not be read just now.
    const ms = left <= 0 ? RETRY_MS : Math.min(LONGEST_TIMER_MS, Math.max(SHORTEST_TIMER_MS, left));
    this.#due = setTimeout(() => {
      const now = performance.now();
      const due = [...this.#followed].filter(([, { changesAt }]) => changesAt <= now);
      for (const [tenantId] of due) this.follow(tenantId);
      if (due.length === 0) this.schedule();
    }, ms).unref();
  }

  private opened(keys: readonly SealedKey[]): RegisteredKey[] {
    return keys.flatMap((key) => this.open(key) ?? []);
  }

  /** A key that does not open costs its tenant that key, and nobody else anything. */
  private open({ keyId, purpose, state, sealedSecret }: SealedKey): RegisteredKey | undefined {
    try {
      return { keyId, purpose, state, secret: this.sealer.open(sealedSecret, sealContext(keyId)) };
    } catch (error) {
      this.logger.error(`Proxy key ${keyId} is not used: ${(error as Error).message}`);
      return undefined;
    }
  }
}

function byTenant<Row extends { readonly tenantId: string }>(rows: readonly Row[]): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(row.tenantId);
    if (group) group.push(row);
    else groups.set(row.tenantId, [row]);
  }
  return groups;
}
