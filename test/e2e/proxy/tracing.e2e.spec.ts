import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WopiHeader } from '#wopi-protocol';
import type { Gateway } from '../../support/gateway.js';
import { stopProcess } from '../../support/processes.js';
import { startGateway } from '../../support/start-gateway.js';
import { CLIENT, type CollectedSpan, ERROR, SERVER, TraceCollector } from '../../support/trace-collector.js';
import type { WopiAnswer, WopiClient } from '../../support/wopi-client.js';

let collector: TraceCollector;
let gateway: Gateway;
let client: WopiClient;
let direct: WopiClient;
let answers: WopiAnswer[];

/** Correlation ids, by what is called with them. */
const PROXIED = randomUUID().toUpperCase();
const WITH_PARENT = randomUUID();
const UNSIGNED = randomUUID();
const OF_NOBODY = randomUUID();
const DIRECT = randomUUID();

/** The id of the trace that a correlation id stands for. */
const traceOf = (correlationId: string) => correlationId.replaceAll('-', '').toLowerCase();

const correlated = (correlationId: string, more: Record<string, string> = {}) => ({
  headers: { [WopiHeader.CorrelationId]: correlationId, ...more },
});

// All calls first: processes send their spans each five seconds.
beforeAll(async () => {
  collector = await TraceCollector.start();
  gateway = await startGateway({ proxy: true, env: collector.env });
  const file = await gateway.putFile('traced.wopitest', Buffer.from('content'));
  client = await gateway.client(file);
  direct = await gateway.client(file, { direct: true });
  const traceparent = `00-${traceOf(WITH_PARENT)}-00f067aa0ba902b7-00`;
  answers = [
    await client.call(correlated(PROXIED, { [WopiHeader.SessionId]: 'a-session' })),
    await client.getFile(),
    await client.call(correlated(WITH_PARENT, { traceparent })),
    await client.call({ ...correlated(UNSIGNED), signed: false }),
    await direct.withToken('made-up').call(correlated(OF_NOBODY)),
    await direct.call(correlated(DIRECT)),
  ];
});
afterAll(async () => {
  await gateway?.stop();
  await collector?.stop();
});

/** The spans of a trace, once those of so many services are here. */
async function spansOf(traceId: string, services: number): Promise<CollectedSpan[]> {
  for (let tries = 0; tries < 600; tries++) {
    const spans = collector.spans.filter((span) => span.traceId === traceId);
    const over = new Set(spans.filter(({ kind }) => kind === SERVER).map(({ service }) => service));
    if (over.size >= services) return spans;
    await sleep(50);
  }
  throw new Error(`no spans of ${services} services: ${JSON.stringify(collector.spans)}`);
}

async function untilFound(wanted: (span: CollectedSpan) => boolean): Promise<CollectedSpan> {
  for (let tries = 0; tries < 600; tries++) {
    const found = collector.spans.find(wanted);
    if (found) return found;
    await sleep(50);
  }
  throw new Error('no such span');
}

const only = (spans: CollectedSpan[], service: string, kind: number) => {
  const found = spans.filter((span) => span.service === service && span.kind === kind);
  expect(found).toHaveLength(1);
  return found[0]!;
};

describe('a call through proxy and host', () => {
  it('is answered as it would be without traces', () => {
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 500, 401, 200]);
  });

  it('is one trace, known by its correlation id', async () => {
    const spans = await spansOf(traceOf(PROXIED), 2);
    const atProxy = only(spans, 'wopi-gateway-proxy', SERVER);
    const upstream = only(spans, 'wopi-gateway-proxy', CLIENT);
    const atHost = only(spans, 'wopi-gateway-host', SERVER);
    expect(atProxy.parentSpanId ?? '').toBe('');
    expect(upstream.parentSpanId).toBe(atProxy.spanId);
    expect(atHost.parentSpanId).toBe(upstream.spanId);
    const facts = {
      'wopi.operation': 'CheckFileInfo',
      'http.response.status_code': 200,
      'wopi.client': 'office',
      'wopi.correlation_id': PROXIED,
      'wopi.session_id': 'a-session',
      'wopi.proof': 'current',
    };
    for (const span of [atProxy, atHost]) {
      expect(span.name).toBe('CheckFileInfo');
      expect(span.attributes).toMatchObject(facts);
    }
    expect(atProxy.attributes['wopi.tenant.id']).not.toBe(atHost.attributes['wopi.tenant.id']);
    expect(upstream.attributes).toEqual({ 'http.response.status_code': 200 });
    const parts = spans.filter(({ parentSpanId }) => parentSpanId === atHost.spanId).map(({ name }) => name);
    expect(parts).toEqual(expect.arrayContaining(['token', 'proof', 'database']));
    expect(collector.headers[0]).toMatchObject({ path: '/v1/traces', 'x-team': 'wopi gateway' });
  });

  it('is one trace without a correlation id, too', async () => {
    const atHost = await untilFound(
      (span) => span.name === 'GetFile' && span.service === 'wopi-gateway-host',
    );
    const spans = await spansOf(atHost.traceId, 2);
    expect(atHost.parentSpanId).toBe(only(spans, 'wopi-gateway-proxy', CLIENT).spanId);
    expect(spans.filter(({ name }) => name === 'storage')).not.toEqual([]);
  });

  it('hears of nothing that the caller says of traces', async () => {
    const spans = await spansOf(traceOf(WITH_PARENT), 2);
    expect(only(spans, 'wopi-gateway-proxy', SERVER).parentSpanId ?? '').toBe('');
  });
});

describe('a call that is refused', () => {
  it('is a span of the proxy alone, where its tenant is known', async () => {
    const spans = await spansOf(traceOf(UNSIGNED), 1);
    expect(spans).toHaveLength(1);
    expect(spans[0]).toMatchObject({ status: { code: ERROR }, service: 'wopi-gateway-proxy' });
  });

  it('leaves no span where it comes from nobody', async () => {
    await spansOf(traceOf(DIRECT), 1);
    expect(collector.spans.filter(({ traceId }) => traceId === traceOf(OF_NOBODY))).toEqual([]);
  });
});

describe('a collector that does not answer', () => {
  it('keeps no call waiting, and no process from its end', async () => {
    collector.silent = true;
    for (let i = 0; i < 20; i++)
      for (const each of [client, direct]) expect((await each.checkFileInfo()).status).toBe(200);
    const processes = [gateway.proxyProcess!, ...gateway.hosts];
    await Promise.all(processes.map(stopProcess));
    expect(processes.map(({ exitCode }) => exitCode)).toEqual([0, 0]);
  });
});
