import { type ChildProcess, fork } from 'node:child_process';

/** A child process of the bench that tells its address once it listens. */
export interface BenchChild {
  readonly process: ChildProcess;
  readonly url: URL;
}

/** Starts a program beside this file. */
export function startChild(program: string, env: NodeJS.ProcessEnv = process.env): Promise<BenchChild> {
  const child = fork(new URL(`./${program}.js`, import.meta.url), { env });
  return new Promise((resolve, reject) => {
    child.once('message', (message) =>
      resolve({ process: child, url: new URL((message as { url: string }).url) }),
    );
    child.once('exit', (code) => reject(new Error(`${program} ended with ${code}`)));
  });
}
