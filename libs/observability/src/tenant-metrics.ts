import { Injectable } from '@nestjs/common';
import { Counter, Gauge, Histogram } from 'prom-client';
import { Metrics } from './metrics.js';

/** Tenants with figures of their own; the others share the label `other`, so that the number of series is bounded. */
const MOST_TENANTS = 200;
const OTHER = 'other';

/** Microsoft's targets, and little beside them, since each costs a series for each tenant. */
const SECONDS = [0.5, 1, 1.5, 2, 5];

/** How a call of a tenant ended; `refused` by the proxy itself, `failed` at the instance. */
export type CallOutcome = 'answered' | 'refused' | 'failed';

/** One call of a tenant, once it is over. */
export interface TenantCall {
  readonly outcome: CallOutcome;
  readonly seconds: number;
  readonly bytesIn: number;
  readonly bytesOut: number;
}

/** What the proxy counts for each of its tenants. */
@Injectable()
export class TenantMetrics {
  readonly #known = new Set<string>();
  private readonly calls: Counter<'tenant' | 'outcome'>;
  private readonly seconds: Histogram<'tenant'>;
  private readonly bytes: Counter<'tenant' | 'direction'>;
  private readonly softProofs: Counter<'tenant'>;
  #open: () => number = () => 0;
  #needAttention: () => Promise<number> = async () => 0;

  constructor({ registry }: Metrics) {
    const registers = [registry];
    this.calls = new Counter({
      name: 'wopi_proxy_calls_total',
      help: 'Calls by tenant: answered by the instance, refused by the proxy, or failed; tenants beyond the first 200 are "other"',
      labelNames: ['tenant', 'outcome'] as const,
      registers,
    });
    this.seconds = new Histogram({
      name: 'wopi_proxy_call_seconds',
      help: 'Time to serve a call by tenant, from the last header received to the last byte handed to the network',
      labelNames: ['tenant'] as const,
      buckets: SECONDS,
      registers,
    });
    this.bytes = new Counter({
      name: 'wopi_proxy_body_bytes_total',
      help: 'Bytes of bodies by tenant and direction',
      labelNames: ['tenant', 'direction'] as const,
      registers,
    });
    this.softProofs = new Counter({
      name: 'wopi_proxy_soft_proofs_total',
      help: 'Calls by tenant that were let pass with a wrong proof, since the tenant is being migrated',
      labelNames: ['tenant'] as const,
      registers,
    });
    const open = () => this.#open();
    // Reads itself when it is collected.
    void new Gauge({
      name: 'wopi_proxy_open_circuits',
      help: 'Instances that do not answer and are left alone for a while',
      registers,
      collect() {
        this.set(open());
      },
    });
    const needAttention = () => this.#needAttention();
    void new Gauge({
      name: 'wopi_tenants_needing_attention',
      help: 'Tenants whose subscription ends within 30 days or is in grace, or whose seats are nearly used',
      registers,
      async collect() {
        this.set(await needAttention());
      },
    });
  }

  /** Says where the number of customers is to be read who should be spoken to. */
  needingAttention(read: () => Promise<number>): void {
    this.#needAttention = read;
  }

  /** Says where the number of open circuits is to be read. */
  openCircuits(read: () => number): void {
    this.#open = read;
  }

  observe(tenant: string, { outcome, seconds, bytesIn, bytesOut }: TenantCall): void {
    const label = this.labelOf(tenant);
    this.calls.inc({ tenant: label, outcome });
    this.seconds.observe({ tenant: label }, seconds);
    if (bytesIn > 0) this.bytes.inc({ tenant: label, direction: 'in' }, bytesIn);
    if (bytesOut > 0) this.bytes.inc({ tenant: label, direction: 'out' }, bytesOut);
  }

  softProof(tenant: string): void {
    this.softProofs.inc({ tenant: this.labelOf(tenant) });
  }

  private labelOf(tenant: string): string {
    if (this.#known.has(tenant)) return tenant;
    if (this.#known.size >= MOST_TENANTS) return OTHER;
    this.#known.add(tenant);
    return tenant;
  }
}
