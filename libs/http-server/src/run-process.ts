import type { RunningServer } from './serve.js';

/**
 * The life of one server process: starts it, tells a parent that waits, and stops on SIGTERM, SIGINT or the parent's end.
 * A start that fails ends the process with the error's message on standard error and code 1.
 */
export async function runProcess(start: () => Promise<RunningServer>): Promise<void> {
  try {
    const running = await start();
    let stopping = false;
    const stop = () => {
      if (stopping) return;
      stopping = true;
      running.close().then(
        () => process.exit(0),
        () => process.exit(1),
      );
    };
    process.once('SIGTERM', stop);
    process.once('SIGINT', stop);
    process.once('disconnect', stop);
    process.send?.({ ready: true, url: running.url });
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`);
    process.exit(1);
  }
}
