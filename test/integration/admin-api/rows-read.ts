import type { Admin } from './fixture.js';

interface Plan {
  readonly 'Relation Name'?: string;
  readonly 'Actual Rows': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly 'Actual Loops': number;
  readonly Plans?: readonly Plan[];
}

const nodesOf = (plan: Plan): readonly Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodesOf)];

/** How many rows of a relation a statement reads, whether it answers them or not. */
export type RowsRead = (relation: string) => number;

/** Runs a statement with its plan told. */
export async function rowsReadBy(admin: Admin, text: string, values: readonly unknown[]): Promise<RowsRead> {
  const [row] = await admin.query<{ 'QUERY PLAN': [{ Plan: Plan }] }>(
    `explain (analyze, format json) ${text}`,
    [...values],
  );
  const nodes = nodesOf(row!['QUERY PLAN'][0].Plan);
  return (relation) =>
    nodes
      .filter((plan) => plan['Relation Name'] === relation)
      .reduce(
        (sum, plan) =>
          sum + (plan['Actual Rows'] + (plan['Rows Removed by Filter'] ?? 0)) * plan['Actual Loops'],
        0,
      );
}
