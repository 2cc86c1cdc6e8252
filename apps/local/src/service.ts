import { type ChildProcess, fork } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import * as path from 'node:path';
import { nodeOptions } from './node-options.js';

const LOG_BYTES = 16 * 1024 * 1024;
const READY_MS = 60_000;
const STOP_MS = 40_000;
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 30_000;
const STEADY_MS = 60_000;

export interface ServiceOptions {
  /** `host`, `proxy`, …; also the name of its log file. */
  readonly name: string;
  /** The compiled main file. */
  readonly script: string;
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly logDirectory: string;
  readonly say: (line: string) => void;
}

/** A process could not start; the message is its own sentence. */
export class ServiceFailed extends Error {
  override readonly name = 'ServiceFailed';
}

/** One child process: started, waited for, started again when it dies, stopped. */
export class Service {
  readonly #log: string;
  #child: ChildProcess | undefined;
  #stopping = false;
  #wait = FIRST_WAIT_MS;
  #restart: NodeJS.Timeout | undefined;

  constructor(private readonly options: ServiceOptions) {
    this.#log = path.join(options.logDirectory, `${options.name}.log`);
  }

  /** Resolves with the address it listens on. @throws ServiceFailed when it ends before it is ready */
  async start(): Promise<string> {
    const { script, cwd, env, name } = this.options;
    const log = openLog(this.#log);
    const { size: logStart } = statSync(this.#log);
    const child = fork(script, [], {
      cwd,
      env,
      execArgv: nodeOptions(name),
      stdio: ['ignore', log, log, 'ipc'],
    });
    closeSync(log);
    this.#child = child;
    const startedAt = Date.now();
    const url = await untilReady(child);
    if (url === undefined) {
      child.kill('SIGKILL');
      throw new ServiceFailed(lastWords(this.#log, logStart) ?? `${name} did not start; see ${this.#log}.`);
    }
    const died = (code: number | null, signal: string | null) =>
      this.died(startedAt, signal ?? `code ${code}`);
    if (child.exitCode !== null || child.signalCode !== null) died(child.exitCode, child.signalCode);
    else child.once('exit', died);
    return url;
  }

  /** Asks it to finish what is under way; after a while, or with `force`, it is ended. */
  async stop(force = false): Promise<void> {
    this.#stopping = true;
    clearTimeout(this.#restart);
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    child.kill(force ? 'SIGKILL' : 'SIGTERM');
    const deadline = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
    await ended;
    clearTimeout(deadline);
  }

  private died(startedAt: number, how: string): void {
    if (this.#stopping) return;
    if (Date.now() - startedAt > STEADY_MS) this.#wait = FIRST_WAIT_MS;
    const wait = this.#wait;
    this.#wait = Math.min(wait * 2, LONGEST_WAIT_MS);
    this.options.say(
      `${this.options.name} ended (${how}) and is started again in ${wait / 1000} s; see ${this.#log}`,
    );
    this.#restart = setTimeout(() => void this.again(), wait);
  }

  private async again(): Promise<void> {
    const startedAt = Date.now();
    try {
      await this.start();
      this.options.say(`${this.options.name} is back`);
    } catch (error) {
      this.died(startedAt, (error as Error).message);
    }
  }
}

/** The address that the child says it listens on; undefined when it ended, or said nothing for too long. */
function untilReady(child: ChildProcess): Promise<string | undefined> {
  return new Promise((resolve) => {
    const deadline = setTimeout(() => resolve(undefined), READY_MS);
    const finish = (url: string | undefined) => {
      clearTimeout(deadline);
      resolve(url);
    };
    child.on('message', (message) => {
      const { ready, url } = message as { ready?: boolean; url?: string };
      if (ready) finish(url ?? '');
    });
    child.once('exit', () => finish(undefined));
    child.once('error', () => finish(undefined));
  });
}

function openLog(file: string): number {
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size > LOG_BYTES) renameSync(file, `${file}.1`);
  return openSync(file, 'a', 0o600);
}

/** What the process wrote for a person since it started: log lines are JSON, a reason to end is not. */
function lastWords(file: string, start: number): string | undefined {
  const lines = readFileSync(file).subarray(start).toString().trim().split('\n');
  const sentences = lines.filter((line) => line !== '' && !line.startsWith('{'));
  const crash = sentences.find((line) => /^\w*Error\b/.test(line));
  return crash ?? (sentences.slice(0, 20).join('\n') || undefined);
}
