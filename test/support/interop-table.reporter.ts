import type { Reporter, TestModule } from 'vitest/node';

declare module 'vitest' {
  interface TaskMeta {
    /** Set by a test that shows one operation of one product behind the proxy. */
    interop?: { readonly product: string; readonly mode: string; readonly operation: string };
  }
}

const WORDS: Readonly<Record<string, string>> = { passed: 'pass', failed: 'FAIL' };

/** Prints what works behind the proxy: a line for each product and mode, a column for each operation. */
export default class InteropTableReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const rows = new Map<string, Map<string, string>>();
    const columns = new Set<string>();
    for (const module of modules) {
      for (const test of module.children.allTests()) {
        const { interop } = test.meta();
        if (!interop) continue;
        const row = `${interop.product} · ${interop.mode}`;
        const cells = rows.get(row) ?? new Map<string, string>();
        rows.set(row, cells.set(interop.operation, WORDS[test.result().state] ?? '-'));
        columns.add(interop.operation);
      }
    }
    if (rows.size > 0) process.on('exit', () => process.stdout.write(tableOf(rows, [...columns])));
  }
}

function tableOf(rows: ReadonlyMap<string, ReadonlyMap<string, string>>, columns: readonly string[]): string {
  const first = Math.max(...[...rows.keys()].map((row) => row.length));
  const line = (head: string, cells: readonly string[]) =>
    `${[head.padEnd(first), ...cells.map((cell, n) => cell.padEnd(columns[n]!.length))].join('  ').trimEnd()}\n`;
  const lines = [...rows].map(([row, cells]) =>
    line(
      row,
      columns.map((column) => cells.get(column) ?? '-'),
    ),
  );
  return `\n${line('Behind the proxy', columns)}${lines.join('')}\n`;
}
