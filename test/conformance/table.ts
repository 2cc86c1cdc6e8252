import type { Result } from './validator.js';

/** What each way came to. */
export type Outcome = ReadonlyMap<string, readonly Result[]>;

const REASON_LENGTH = 160;

const count = (results: readonly Result[], status: Result['status']): number =>
  results.filter((result) => result.status === status).length;

const counts = (results: readonly Result[]): string => {
  const [passed, failed, skipped] = (['pass', 'fail', 'skip'] as const).map((status) =>
    count(results, status),
  );
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
};

/** Groups in the order of the suite, and a column for each way. */
export function tableOf(outcome: Outcome): string {
  const ways = [...outcome.keys()];
  const groups = [...new Set([...outcome.values()].flat().map(({ group }) => group))];
  const rowOf = (name: string, inRow: (result: Result) => boolean) => [
    name,
    ...ways.map((way) => counts(outcome.get(way)!.filter(inRow))),
  ];
  const rows = [
    ['group', ...ways],
    ...groups.map((name) => rowOf(name, ({ group }) => group === name)),
    rowOf('all', () => true),
  ];
  const widths = rows[0]!.map((_, i) => Math.max(...rows.map((row) => row[i]!.length)));
  return rows
    .map((row) =>
      row
        .map((cell, i) => cell.padEnd(widths[i]!))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** A line for each test case that failed, and one for those of a group that were skipped for the same reason. */
export function troublesOf(outcome: Outcome): string[] {
  const lines = [...outcome].flatMap(([way, results]) =>
    results
      .filter(({ status }) => status !== 'pass')
      .map(({ status, group, test, reason = '' }) => {
        const what = status === 'fail' ? `${group}/${test}` : group;
        return `${status} ${way}: ${what} (${reason.slice(0, REASON_LENGTH)})`;
      }),
  );
  return [...new Set(lines)];
}

/** Whether every test case passed; those that wait for minutes only count when they were asked for. */
export const isGreen = (outcome: Outcome): boolean =>
  [...outcome.values()].every(
    (results) =>
      results.length > 0 &&
      results.every(({ status, reason }) => status === 'pass' || reason?.startsWith('waits for minutes')),
  );
