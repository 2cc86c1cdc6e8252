import { build } from './build.mjs';
import { prepare } from './lib/prepare.mjs';

const WATCH_MS = 250;

// npm hands a SIGTERM to the shell between it and this process, and that shell dies without a word. What is left is a new
// parent. Without npm the parent may end as it likes.
if (process.env.npm_lifecycle_event) {
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    process.kill(process.pid, 'SIGTERM');
  }, WATCH_MS);
  watch.unref();
}

await prepare();
await build();
process.setSourceMapsEnabled(true);
await import('../dist/apps/local/src/main.js');
