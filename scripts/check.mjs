import { prepare } from './lib/prepare.mjs';
import { node } from './lib/run.mjs';

const STEPS = [
  {
    name: 'prettier',
    args: ['node_modules/prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.'],
  },
  { name: 'oxlint', args: ['node_modules/oxlint/bin/oxlint', '--type-aware'] },
  {
    name: 'types',
    args: ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.json', '--noEmit', '--incremental', 'false'],
  },
  {
    name: 'layers',
    args: ['node_modules/dependency-cruiser/bin/dependency-cruise.mjs', 'apps', 'libs', 'migrations', 'test'],
  },
];

await prepare();
const failed = [];
for (const { name, args } of STEPS) {
  process.stdout.write(`${name} …\n`);
  const { code } = await node(args);
  if (code !== 0) failed.push(name);
}
process.stdout.write(failed.length === 0 ? 'check: all is well\n' : `check: failed: ${failed.join(', ')}\n`);
process.exit(failed.length === 0 ? 0 : 1);
