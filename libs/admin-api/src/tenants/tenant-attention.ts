import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { TenantMetrics } from '#observability';
import { SubscriptionsService, TenantsService } from '#tenants';
import { needsAttention } from './tenant-warnings.js';

/** Metrics are reported every few seconds; subscriptions change by the day. */
const FRESH_MS = 60_000;

/** Which customers should be spoken to before their service ends, for people and for Prometheus. */
@Injectable()
export class TenantAttention implements OnModuleInit {
  private readonly logger = new Logger(TenantAttention.name);
  #counted = 0;
  #countedAt = -Infinity;

  constructor(
    private readonly all: TenantsService,
    private readonly subscriptions: SubscriptionsService,
    private readonly metrics: TenantMetrics,
  ) {}

  onModuleInit(): void {
    this.metrics.needingAttention(() => this.count());
  }

  /** Their names. */
  async tenants(): Promise<string[]> {
    const tenants = await this.all.list();
    const facts = await this.subscriptions.facts();
    return tenants.flatMap((tenant) => {
      const known = facts.get(tenant.tenantId);
      return known && needsAttention(tenant, known) ? [tenant.name] : [];
    });
  }

  /** The last known number where the database does not answer: other metrics are shown all the same. */
  private async count(): Promise<number> {
    const now = performance.now();
    if (now - this.#countedAt < FRESH_MS) return this.#counted;
    this.#countedAt = now;
    try {
      this.#counted = (await this.tenants()).length;
    } catch (error) {
      this.logger.warn(`Subscriptions could not be read: ${(error as Error).message}`);
    }
    return this.#counted;
  }
}
