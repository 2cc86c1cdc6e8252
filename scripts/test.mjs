import { build } from './build.mjs';
import { findChromium } from './lib/chromium.mjs';
import { prepare } from './lib/prepare.mjs';
import { node } from './lib/run.mjs';

const args = process.argv.slice(2);
const projects = args.filter((arg, i) => args[i - 1] === '--project' || arg.startsWith('--project='));
const withBrowser =
  projects.length === 0 || projects.some((name) => name.endsWith('browser') || name.includes('*'));

await prepare();
await build();
const chromium = withBrowser ? await findChromium() : undefined;
const env = { ...process.env, ...(chromium ? { CHROMIUM_PATH: chromium } : {}) };
const { code } = await node(['node_modules/vitest/vitest.mjs', 'run', ...args], { env });
process.exit(code);
