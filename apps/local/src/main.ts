import 'reflect-metadata';
import { sentenceOf } from './installation.js';
import { Launcher } from './launcher.js';

const launcher = new Launcher((line) => console.error(line));
let signals = 0;

function stop(code: number): void {
  signals += 1;
  if (signals === 1 && code === 0) console.error('\nStopping …');
  launcher.stop(signals > 1).then(
    () => process.exit(code),
    (error: unknown) => {
      console.error(sentenceOf(error));
      process.exit(1);
    },
  );
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop(0));

try {
  const table = await launcher.start(process.env);
  if (signals === 0) console.log(table);
} catch (error) {
  if (signals === 0) {
    console.error(sentenceOf(error));
    stop(1);
  }
}
