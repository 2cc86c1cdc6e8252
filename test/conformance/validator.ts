import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import * as path from 'node:path';

/** What came of one test case. */
export interface Result {
  readonly status: 'pass' | 'fail' | 'skip';
  readonly group: string;
  readonly test: string;
  readonly reason?: string;
}

/** A file to be tested, with the three tokens that the whole suite needs, since some of its groups exclude each other. */
export interface Subject {
  readonly wopiSrc: string;
  readonly token: string;
  readonly withoutWriteRelative: string;
  readonly withoutContainers: string;
}

/** A program that runs the test cases of Microsoft's WOPI validator: WOPI_VALIDATOR, or the one beside this checkout. */
export function findValidator(): string | undefined {
  const program = process.env['WOPI_VALIDATOR'] || path.resolve('..', 'shared', 'validator', 'run.mjs');
  return existsSync(program) ? program : undefined;
}

/** Runs all test cases, strictly, and answers what came of each. @throws Error when the program did not get that far */
export async function validate(
  program: string,
  subject: Subject,
  keys: { readonly current: string; readonly old: string; readonly directory: string },
  options: readonly string[],
): Promise<Result[]> {
  const report = path.join(keys.directory, `report-${process.hrtime.bigint()}.json`);
  const args = ['--file', 'all', '--strict', '--quiet', '--json', report, '--wopisrc', subject.wopiSrc];
  args.push('--token', subject.token, '--token-nowriterelative', subject.withoutWriteRelative);
  args.push('--token-nocontainers', subject.withoutContainers);
  args.push('--proof-key', keys.current, '--proof-key-old', keys.old, ...options);
  const output = await run([program, ...args]);
  if (!existsSync(report)) throw new Error(`The validator ended before it was done: ${output}`);
  return (JSON.parse(await readFile(report, 'utf8')) as { results: Result[] }).results;
}

function run(args: string[]): Promise<string> {
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  return new Promise((resolve) => child.once('close', () => resolve(output)));
}
