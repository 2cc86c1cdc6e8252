import { describe, expect, it } from 'vitest';
import { Metrics } from './metrics.js';
import { TenantMetrics } from './tenant-metrics.js';

const SECONDS_ANSWERED = [0.1, 1.5, 1.501, 2, 2.001];

/** The lines of one metric in Prometheus's text format. */
async function linesOf({ registry }: Metrics, name: string): Promise<string[]> {
  const text = await registry.getSingleMetricAsString(name);
  return text.split('\n').filter((line) => !line.startsWith('#'));
}

describe('Metrics', () => {
  it('count what was answered within 1.5 and 2 seconds exactly', async () => {
    const metrics = new Metrics();
    for (const seconds of SECONDS_ANSWERED) metrics.observe('GetFile', 'office', 200, seconds);
    const lines = await linesOf(metrics, 'wopi_operation_seconds');
    const labels = 'operation="GetFile",client="office",status="200"';
    expect(lines).toContain(`wopi_operation_seconds_bucket{le="1.5",${labels}} 2`);
    expect(lines).toContain(`wopi_operation_seconds_bucket{le="2",${labels}} 4`);
    expect(lines).toContain(`wopi_operation_seconds_count{${labels}} 5`);
  });
});

describe('TenantMetrics', () => {
  const call = (seconds: number) => ({ outcome: 'answered', seconds, bytesIn: 1, bytesOut: 2 }) as const;

  it('count what a tenant was answered within 1.5 and 2 seconds exactly', async () => {
    const metrics = new Metrics();
    const tenants = new TenantMetrics(metrics);
    for (const seconds of SECONDS_ANSWERED) tenants.observe('acme', call(seconds));
    const lines = await linesOf(metrics, 'wopi_proxy_call_seconds');
    expect(lines).toContain('wopi_proxy_call_seconds_bucket{le="1.5",tenant="acme"} 2');
    expect(lines).toContain('wopi_proxy_call_seconds_bucket{le="2",tenant="acme"} 4');
  });

  it('name the first 200 tenants and count all others as one, so that a growing installation stays bounded', async () => {
    const metrics = new Metrics();
    const tenants = new TenantMetrics(metrics);
    for (let i = 0; i < 1_000; i++) {
      tenants.observe(`t${i}`, call(1));
      tenants.softProof(`t${i}`);
    }
    const calls = await linesOf(metrics, 'wopi_proxy_calls_total');
    expect(calls).toHaveLength(201);
    expect(calls).toContain('wopi_proxy_calls_total{tenant="other",outcome="answered"} 800');
    expect(await linesOf(metrics, 'wopi_proxy_soft_proofs_total')).toHaveLength(201);
    expect(await linesOf(metrics, 'wopi_proxy_body_bytes_total')).toHaveLength(402);
    // Six buckets, sum and count.
    expect(await linesOf(metrics, 'wopi_proxy_call_seconds')).toHaveLength(201 * 8);
  });
});
