import { parseArgs } from 'node:util';
import { build } from './build.mjs';
import { prepare } from './lib/prepare.mjs';
import { node } from './lib/run.mjs';

/** `npm run model -- --sequences 20000 --seed N`: the model test, as long as one likes. */
const { values } = parseArgs({ options: { sequences: { type: 'string' }, seed: { type: 'string' } } });

await prepare();
await build();
const env = { ...process.env, MODEL_SEQUENCES: values.sequences ?? '20000', MODEL_SEED: values.seed ?? '' };
const args = ['run', '--project', 'e2e', 'test/model/model.e2e.spec.ts'];
const { code } = await node(['node_modules/vitest/vitest.mjs', ...args], { env });
process.exit(code);
