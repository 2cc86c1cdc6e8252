import { build } from './build.mjs';
import { prepare } from './lib/prepare.mjs';
import { node } from './lib/run.mjs';

await prepare();
await build();
const { code } = await node(['--enable-source-maps', 'dist/apps/local/src/schema.js']);
process.exit(code);
