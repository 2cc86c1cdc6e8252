import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The installation: where package.json is. */
export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

const children = new Set();
let ending = false;

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    if (children.size === 0 && process.listenerCount(signal) === 1)
      process.exit(signal === 'SIGINT' ? 130 : 143);
    ending = true;
    for (const child of children) child.kill(signal);
  });
}

/**
 * Runs a program in the installation's folder and answers its exit code. A signal to this process reaches the program, and
 * ends this process with it.
 * @param {string} program
 * @param {string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, quiet?: boolean, shell?: boolean }} [options]
 * @returns {Promise<{ code: number, output: string }>} the output only when quiet
 */
export function run(program, args, { env = process.env, quiet = false, shell = false } = {}) {
  return new Promise((resolve) => {
    const stdio = quiet ? ['ignore', 'pipe', 'pipe'] : 'inherit';
    const child = spawn(program, args, { cwd: ROOT, env, stdio, shell });
    let output = '';
    const finish = (code) => {
      children.delete(child);
      if (ending) process.exit(code || 130);
      resolve({ code, output });
    };
    children.add(child);
    child.stdout?.on('data', (chunk) => (output += chunk));
    child.stderr?.on('data', (chunk) => (output += chunk));
    child.once('error', (error) => {
      output += error.message;
      finish(127);
    });
    child.once('close', (code) => finish(code ?? 1));
  });
}

/** Runs a script with this Node. */
export const node = (args, options) => run(process.execPath, args, options);

/** Ends with one sentence. */
export function fail(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}

/** A line of progress; on standard error, so that standard output stays what the command itself answers. */
export const say = (line) => void process.stderr.write(`${line}\n`);
