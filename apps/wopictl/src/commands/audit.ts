import type { Command } from 'commander';
import type { Act } from '../act.js';
import type { AdminClient, Json } from '../admin-client.js';
import { fields, table } from '../output.js';
import { Refused } from '../refused.js';
import { more, withLimit, withQuery } from './list-options.js';

const COLUMNS = ['occurredAt', 'operation', 'status', 'fileId', 'userId', 'client', 'milliseconds'];

export function addAuditCommands(program: Command, act: Act): void {
  const audit = program.command('audit').description('who did what');
  withLimit(audit.command('list'))
    .description('rows of the log, the newest first')
    .option('--tenant <tenant>', 'whose log')
    .option('--file <id>', 'on this file')
    .option('--user <id>', 'by this person')
    .option('--operation <name>', 'of this operation')
    .option('--status <status>', 'with this status')
    .option('--since <moment>', 'not before, as 2027-12-31')
    .option('--until <moment>', 'before')
    .action((options: Record<string, string>, command: Command) =>
      act(
        command,
        (admin) => admin.get(withQuery('audit', options)),
        ({ rows, next }) => table(COLUMNS, rows as Json[]) + more(next),
      ),
    );
  audit
    .command('verify')
    .description('read the whole log and name the first row that is not what was written')
    .option('--tenant <tenant>', 'whose log')
    .action(async (options: { tenant?: string }, command: Command) => {
      let whole = true;
      const work = async (admin: AdminClient) => {
        const answer = await admin.post(withQuery('audit/verify', { ...options }), {});
        whole = answer['ok'] === true;
        return answer;
      };
      await act(command, work, fields);
      if (!whole) throw new Refused('The log is not what was written.');
    });
}
