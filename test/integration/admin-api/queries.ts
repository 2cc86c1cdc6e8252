import { parser } from '@prometheus-io/lezer-promql';

/** One series that a query reads: its metric, the labels that it compares, and the bounds of buckets among them. */
export interface Selector {
  readonly metric: string;
  readonly labels: readonly string[];
  readonly bounds: readonly string[];
}

export interface Query {
  readonly selectors: readonly Selector[];
  /** Labels that it groups by. */
  readonly grouping: readonly string[];
}

/** Reads a query with Prometheus's own grammar. @throws where it does not fit */
export function parsed(expression: string): Query {
  const selectors: { metric: string; labels: string[]; bounds: string[] }[] = [];
  const grouping: string[] = [];
  parser.parse(expression).iterate({
    enter({ type, node, from, to }) {
      const text = expression.slice(from, to);
      if (type.isError) throw new Error(`no PromQL at ${from}: ${expression}`);
      if (type.name === 'VectorSelector') selectors.push({ metric: '', labels: [], bounds: [] });
      if (type.name === 'Identifier' && node.parent?.name === 'VectorSelector')
        selectors.at(-1)!.metric = text;
      if (type.name !== 'LabelName') return;
      if (node.parent?.name === 'GroupingLabels') return void grouping.push(text);
      selectors.at(-1)!.labels.push(text);
      const value = node.parent?.getChild('StringLiteral');
      if (text === 'le' && value)
        selectors.at(-1)!.bounds.push(...expression.slice(value.from + 1, value.to - 1).split('|'));
    },
  });
  return { selectors, grouping };
}
