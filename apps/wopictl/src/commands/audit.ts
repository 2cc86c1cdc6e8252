import { open } from 'node:fs/promises';
import { type Command, Option } from 'commander';
import type { Act } from '../act.js';
import type { AdminClient, Json } from '../admin-client.js';
import { EXPORT_FORMS, type ExportForm, exportEnd } from '../export-end.js';
import { fields, table } from '../output.js';
import { Refused } from '../refused.js';
import { addAuditQuestions } from './audit-questions.js';
import { addAuditVerify } from './audit-verify.js';
import { more, withLimit, withQuery } from './list-options.js';

const COLUMNS = ['occurredAt', 'operation', 'status', 'fileId', 'userId', 'client', 'milliseconds'];

const withFilter = (command: Command): Command =>
  command
    .option('--tenant <tenant>', 'whose log')
    .option('--file <id>', 'on this file')
    .option('--user <id>', 'by this person')
    .option('--session <id>', 'of this session')
    .option('--principal <id>', 'asked for with this API key')
    .option('--operation <name>', 'of this operation')
    .option('--status <status>', 'with this status')
    .option('--client <name>', 'of this client')
    .option('--correlation <id>', 'with this correlation id')
    .option('--recovered', 'only saves that went into the recovery bin')
    .option('--since <moment>', 'not before, as 2027-12-31')
    .option('--until <moment>', 'before');

async function exportTo(admin: AdminClient, { out, ...query }: Record<string, string>): Promise<Json> {
  const handle = await open(out!, 'a+', 0o600).catch((error: Error) => {
    throw new Refused(`${out} cannot be written: ${error.message}.`);
  });
  try {
    const { bytes, cursor } = await exportEnd(handle, query['form'] as ExportForm);
    await handle.truncate(bytes);
    const added = await admin.append(withQuery('audit/export', { ...query, cursor }), handle);
    await handle.sync();
    return { file: out, bytes: bytes + added, added };
  } finally {
    await handle.close();
  }
}

export function addAuditCommands(program: Command, act: Act): void {
  const audit = program.command('audit').description('who did what');
  withFilter(withLimit(audit.command('list')))
    .description('rows of the log, the newest first')
    .action((options: Record<string, string>, command: Command) =>
      act(
        command,
        (admin) => admin.get(withQuery('audit', options)),
        ({ rows, next }) => table(COLUMNS, rows as Json[]) + more(next),
      ),
    );
  withFilter(audit.command('export'))
    .description('all rows into a file; run again, it goes on behind the last one')
    .requiredOption('--out <file>', 'where to')
    .addOption(new Option('--form <form>', 'of its lines').choices(EXPORT_FORMS).default('ndjson'))
    .action((options: Record<string, string>, command: Command) =>
      act(command, (admin) => exportTo(admin, options), fields),
    );
  addAuditQuestions(audit, act);
  addAuditVerify(audit, act);
}
