import type { Command } from 'commander';
import type { Act } from '../act.js';
import type { Json } from '../admin-client.js';
import { fields, table } from '../output.js';
import { withQuery } from './list-options.js';

const ofTenant = (command: Command) => command.option('--tenant <tenant>', 'whose log');
const inPeriod = (command: Command) =>
  ofTenant(command)
    .option('--since <moment>', 'not before, as 2027-12-31; thirty days ago unless told')
    .option('--until <moment>', 'before');

/** What is asked of the log beyond its rows, a command for each question. */
export function addAuditQuestions(audit: Command, act: Act): void {
  const ask = (command: Command, show: (answer: Json) => string) =>
    command.action((options: Record<string, string>, called: Command) =>
      act(called, (admin) => admin.get(withQuery(`audit/questions/${command.name()}`, options)), show),
    );
  const rows = (member: string, columns: readonly string[]) => (answer: Json) =>
    table(columns, answer[member] as Json[]);
  ask(
    ofTenant(audit.command('open-at'))
      .description('who had a file open at a time')
      .requiredOption('--file <id>', 'which file')
      .requiredOption('--at <moment>', 'when, as 2027-12-31T10:00Z'),
    rows('sessions', ['firstCallAt', 'lastCallAt', 'userId', 'client', 'sessionId']),
  );
  ask(
    inPeriod(audit.command('failed-proofs')).description('failed proofs by reason and client'),
    rows('reasons', ['count', 'reason', 'client', 'lastAt']),
  );
  ask(
    inPeriod(audit.command('opens-per-day')).description('openings by day and client'),
    rows('days', ['day', 'client', 'opens']),
  );
  ask(
    inPeriod(audit.command('slowest')).description('the slowest operations'),
    rows('operations', [
      'milliseconds',
      'upstreamMilliseconds',
      'operation',
      'status',
      'occurredAt',
      'fileId',
    ]),
  );
  ask(
    ofTenant(audit.command('seats'))
      .description('how many people there were in thirty days')
      .option('--day <day>', 'the last of them; today unless told'),
    fields,
  );
}
