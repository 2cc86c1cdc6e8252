import type { Command } from 'commander';
import type { Json } from '../admin-client.js';
import { fields, table } from '../output.js';
import type { Act } from '../act.js';
import { more, withLimit, withQuery } from './list-options.js';

const LIMITS = {
  foldMinutes: 'saves of a session within so long count as one version; 0: each counts',
  supersededDays: 'of saves that another stands for',
  maxVersions: 'beside the current one',
  maxAgeDays: 'of versions',
  maxBytes: 'of all versions of a file',
  deletedDays: 'of the versions of deleted files',
  recoveredDays: 'of what could not be saved',
  recoveredPerFile: 'saves of one person in the recovery bin',
  recoveredBytes: 'of one person in the recovery bin',
} as const;

const HOLD_COLUMNS = ['holdId', 'fileId', 'version', 'placedAt', 'releasedAt', 'reason'];

export function addRetentionCommands(program: Command, act: Act): void {
  const retention = program.command('retention').description('how long versions are kept');
  retention
    .command('show')
    .description('the policy; a limit that is missing is none')
    .action((_: object, command: Command) => act(command, (admin) => admin.get('retention'), fields));
  const set = retention.command('set').description('change limits; “none” takes one away');
  for (const [name, description] of Object.entries(LIMITS)) set.option(`--${dashed(name)} <n>`, description);
  set.action((options: Record<string, string>, command: Command) => {
    const limits = Object.keys(LIMITS).filter((name) => options[name] !== undefined);
    if (limits.length === 0) command.error('error: say which limit');
    const change = Object.fromEntries(limits.map((name) => [name, limitOf(options[name]!, command)]));
    return act(command, (admin) => admin.patch('retention', change), fields);
  });
  retention
    .command('purge')
    .description('remove now what the policy keeps no longer')
    .option('--preview', 'only tell how much of versions that would be')
    .action(({ preview }: { preview?: boolean }, command: Command) =>
      act(command, (admin) => admin.post('retention/purge', { preview: preview ?? false }), fields),
    );
  addHolds(program.command('hold').description('legal holds: what they cover nobody removes'), act);
}

function addHolds(hold: Command, act: Act): void {
  withLimit(hold.command('list'))
    .description('legal holds, the last placed first')
    .option('--file <id>', 'over this file')
    .option('--in-force', 'those that were not released')
    .action((options: Record<string, string | boolean>, command: Command) =>
      act(
        command,
        (admin) => admin.get(withQuery('retention/holds', options)),
        ({ holds, next }) => table(HOLD_COLUMNS, holds as Json[]) + more(next),
      ),
    );
  hold
    .command('place')
    .description('over all files, unless one is named, or a version of it')
    .requiredOption('--reason <text>', 'why, for whoever looks at it later')
    .option('--file <id>', 'this file and all that it was')
    .option('--version <n>', 'this version alone')
    .action((options: { reason: string; file?: string; version?: string }, command: Command) =>
      act(command, (admin) => admin.post('retention/holds', { ...options }), fields),
    );
  hold
    .command('release <id>')
    .description('leave what it covered to the policy again')
    .action((id: string, _: object, command: Command) =>
      act(
        command,
        (admin) => admin.delete(`retention/holds/${encodeURIComponent(id)}`),
        () => 'released\n',
      ),
    );
}

function limitOf(text: string, command: Command): number | null {
  if (text === 'none') return null;
  if (!/^\d{1,15}$/.test(text)) command.error(`error: ${text} is neither a number nor none`);
  return Number(text);
}

const dashed = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
