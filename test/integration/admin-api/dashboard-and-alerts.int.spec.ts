import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { Metrics, TenantMetrics } from '#observability';
import { WOPI_OPERATIONS } from '#wopi-protocol';
import { Admin } from './fixture.js';
import { parsed } from './queries.js';

interface Panel {
  readonly id: number;
  readonly type: string;
  readonly title: string;
  readonly targets?: readonly { readonly expr: string }[];
}

interface Dashboard {
  readonly templating: { readonly list: readonly { readonly type: string; readonly query: string }[] };
  readonly panels: readonly Panel[];
}

interface Rules {
  readonly groups: readonly {
    readonly rules: readonly { readonly alert: string; readonly expr: string }[];
  }[];
}

const dashboard = JSON.parse(readFileSync('observability/grafana-dashboard.json', 'utf8')) as Dashboard;
const { groups } = parse(readFileSync('observability/prometheus-rules.yml', 'utf8')) as Rules;
const rules = groups.flatMap((group) => group.rules);
const panels = dashboard.panels.filter(({ type }) => type !== 'row');

/** As Prometheus gets it, once Grafana has put an interval into it. */
const sent = (expression: string) => expression.replaceAll(/\$__(rate_interval|range)/g, '5m');

const queries: [where: string, expression: string][] = [
  ...panels.flatMap(({ title, targets = [] }) =>
    targets.map(({ expr }): [string, string] => [`panel ${title}`, sent(expr)]),
  ),
  ...rules.map(({ alert, expr }): [string, string] => [`alert ${alert}`, expr]),
];

/** Series that Prometheus itself makes of each scrape. */
const OWN: [string, string[]][] = [['up', ['job', 'instance']]];

let admin: Admin;
/** Name of each series that /metrics shows, with its labels. */
let shown: Map<string, Set<string>>;
let bounds: Set<string>;

beforeAll(async () => {
  admin = await Admin.start();
  await reportOfAProxy();
  const { text } = await admin.call('GET', '/metrics', undefined, '');
  shown = new Map(OWN.map(([name, labels]) => [name, new Set(labels)]));
  for (const [, name, list = ''] of text.matchAll(/^([a-z_0-9]+)(?:\{(.*)\})? \S+$/gim)) {
    const labels = shown.get(name!) ?? new Set();
    for (const [, label] of list.matchAll(/(\w+)="/g)) labels.add(label!);
    shown.set(name!, labels);
  }
  bounds = new Set([...text.matchAll(/\ble="([^"]+)"/g)].map(([, bound]) => bound!));
});
afterAll(() => admin.stop());

/** Has one of each series reported, as a proxy would do it. */
async function reportOfAProxy(): Promise<void> {
  const metrics = new Metrics();
  const tenants = new TenantMetrics(metrics);
  metrics.registry.setDefaultLabels({ process: 'proxy', instance: '00000000' });
  metrics.observe('GetFile', 'office', 200, 1);
  tenants.observe('acme', { outcome: 'answered', seconds: 1, bytesIn: 1, bytesOut: 1 });
  tenants.softProof('acme');
  await admin.query(
    `insert into process_metrics (instance_id, process, metrics) values (gen_random_uuid(), 'proxy', $1)`,
    [JSON.stringify(await metrics.registry.getMetricsAsJSON())],
  );
}

describe('dashboard and alert rules', () => {
  it('have panels and alerts, each known by its own name', () => {
    expect(panels.length).toBeGreaterThan(10);
    expect(rules.length).toBeGreaterThan(5);
    for (const names of [dashboard.panels.map(({ id }) => String(id)), rules.map(({ alert }) => alert)])
      expect(new Set(names).size).toBe(names.length);
    expect(panels.filter(({ targets }) => !targets?.length)).toEqual([]);
  });

  it.each(queries)('ask for what /metrics shows: %s', (_, expression) => {
    const { selectors, grouping } = parsed(expression);
    expect(selectors.length).toBeGreaterThan(0);
    for (const { metric, labels, bounds: compared } of selectors) {
      expect([...shown.keys()]).toContain(metric);
      expect([...shown.get(metric)!]).toEqual(expect.arrayContaining([...labels]));
      for (const bound of compared) expect([...bounds]).toContain(bound.replace('[.]0', ''));
    }
    const known = new Set(selectors.flatMap(({ metric }) => [...shown.get(metric)!]));
    expect([...known]).toEqual(expect.arrayContaining([...grouping]));
  });

  it('name operations of the protocol', () => {
    const lists = queries.flatMap(([, text]) => [...text.matchAll(/operation[!=]~"([^"$]+)"/g)]);
    const named = new Set(lists.flatMap(([, list]) => list!.split('|')));
    expect(named.size).toBeGreaterThan(0);
    const operations = WOPI_OPERATIONS.map(({ name }) => String(name));
    expect([...named].filter((name) => !operations.includes(name))).toEqual([]);
  });

  it('choose by labels that there are', () => {
    const variables = dashboard.templating.list.filter(({ type }) => type === 'query');
    expect(variables.length).toBeGreaterThan(0);
    for (const { query } of variables) {
      const [, metric, label] = /^label_values\((\w+), (\w+)\)$/.exec(query)!;
      expect([...(shown.get(metric!) ?? [])]).toContain(label);
    }
  });
});
