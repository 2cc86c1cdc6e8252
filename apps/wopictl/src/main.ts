import { fileURLToPath } from 'node:url';
import { AdminClient } from './admin-client.js';
import { findAdmin } from './find-admin.js';
import { createProgram, UsageError } from './program.js';
import { Questions } from './questions.js';
import { Refused } from './refused.js';

/** This file is dist/apps/wopictl/src/main.js of its installation when it runs. */
const INSTALLATION = fileURLToPath(new URL('../../../../', import.meta.url));

const write = (text: string) => void process.stdout.write(text);
const questions = new Questions(process.stdin, write);

try {
  const program = createProgram({
    admin: () => new AdminClient(findAdmin(process.env, INSTALLATION)),
    write,
    ask: questions.ask,
  });
  await program.parseAsync(process.argv);
} catch (error) {
  if (error instanceof UsageError) process.exitCode = error.exitCode;
  else {
    process.exitCode = 1;
    const unforeseen = !(error instanceof Refused) && process.env['LOG_LEVEL'] === 'debug';
    process.stderr.write(`${unforeseen ? (error as Error).stack : (error as Error).message}\n`);
  }
} finally {
  questions.close();
}
