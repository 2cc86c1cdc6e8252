import { existsSync, readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { describe, expect, it } from 'vitest';
import { forbidden, ROOT } from './skeleton-tree.js';

const MOST_LINES = 300;

const read = (name: string) => readFileSync(path.join(ROOT, name), 'utf8');

const filesBelow = (folder: string) =>
  readdirSync(path.join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(ROOT, path.join(entry.parentPath, entry.name)));

const libs = readdirSync(path.join(ROOT, 'libs')).sort();

/** Lib to row, as the import rules have it. */
async function rowsOfRules(): Promise<Map<string, number>> {
  const rows = new Map<string, number>();
  for (const { name, from } of await forbidden()) {
    const row = /^row-(\d)-siblings$/.exec(name)?.[1];
    const names = row === undefined ? undefined : /^\^libs\/\((.*)\)\/$/.exec(String(from.path))?.[1];
    for (const lib of names?.split('|') ?? []) rows.set(lib, Number(row));
  }
  return rows;
}

/** Lib to row, as the table of docs/ARCHITECTURE.md has it: `| 2 | `locks` | … |`. */
function rowsOfTable(): Map<string, number> {
  const lines = read('docs/ARCHITECTURE.md').matchAll(/^\| (\d) +\| `([a-z0-9-]+)` +\|/gm);
  return new Map([...lines].map(([, row, lib]) => [lib!, Number(row)]));
}

describe('the house', () => {
  it(`has no source file of more than ${MOST_LINES} lines`, () => {
    const sources = ['apps', 'libs'].flatMap(filesBelow).filter((file) => /\.(m?[jt]s|tsx)$/.test(file));
    const long = sources.filter((file) => read(file).trimEnd().split('\n').length > MOST_LINES);
    expect(sources.length).toBeGreaterThan(100);
    expect(long).toEqual([]);
  });

  it('gives every lib a row', async () => {
    const rules = await rowsOfRules();
    expect(libs.filter((lib) => !rules.has(lib))).toEqual([]);
  });

  it('lists every lib in docs/ARCHITECTURE.md, in the row that the rules give it', async () => {
    const rules = await rowsOfRules();
    const table = rowsOfTable();
    expect(libs.map((lib) => `${lib} ${table.get(lib)}`)).toEqual(
      libs.map((lib) => `${lib} ${rules.get(lib)}`),
    );
  });

  it('gives every lib one door', () => {
    expect(libs.filter((lib) => !existsSync(path.join(ROOT, 'libs', lib, 'src', 'index.ts')))).toEqual([]);
  });
});
