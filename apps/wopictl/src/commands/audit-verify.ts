import { setTimeout as sleep } from 'node:timers/promises';
import type { Command } from 'commander';
import type { Act } from '../act.js';
import type { AdminClient, Json } from '../admin-client.js';
import { fields } from '../output.js';
import { Refused } from '../refused.js';
import { withQuery } from './list-options.js';

const EVERY_MS = 1_000;

/** Follows a verification to its end; whoever sits at a terminal sees how far it is. */
async function verify(admin: AdminClient, options: { tenant?: string }): Promise<Json> {
  const { id } = await admin.post(withQuery('audit/verifications', options), {});
  for (;;) {
    const answer = await admin.get(`audit/verifications/${String(id)}`);
    const { state, total, done, refused } = answer;
    if (process.stderr.isTTY)
      process.stderr.write(`\r${Number(done) + Number(refused)} of ${String(total)} parts `);
    if (state !== 'waiting' && state !== 'running') return answer;
    await sleep(EVERY_MS);
  }
}

export function addAuditVerify(audit: Command, act: Act): void {
  audit
    .command('verify')
    .description('read the whole log and name the first row that is not what was written')
    .option('--tenant <tenant>', 'whose log')
    .action(async (options: { tenant?: string }, command: Command) => {
      let found: Json = {};
      await act(command, async (admin) => (found = await verify(admin, options)), fields);
      if (found['ok'] === false) throw new Refused('The log is not what was written.');
      if (found['ok'] !== true) throw new Refused('The log was not read to its end.');
    });
}
