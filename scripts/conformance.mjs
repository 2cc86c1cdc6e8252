import { build } from './build.mjs';
import { prepare } from './lib/prepare.mjs';
import { node } from './lib/run.mjs';

await prepare();
await build();
const program = 'dist/test/conformance/conformance.js';
const { code } = await node(['--enable-source-maps', program, ...process.argv.slice(2)]);
process.exit(code);
