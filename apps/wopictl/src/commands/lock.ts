import { type Command, Option } from 'commander';
import type { Act } from '../act.js';
import type { Json } from '../admin-client.js';
import { table } from '../output.js';
import { more, withLimit, withQuery } from './list-options.js';

const COLUMNS = ['fileId', 'fileName', 'lock', 'kind', 'holder', 'since', 'expiresAt', 'stale'];

export function addLockCommands(program: Command, act: Act): void {
  const lock = program.command('lock').description('locks in force');
  withLimit(lock.command('list'))
    .description('who holds which file, the oldest first')
    .option('--file <id>', 'of this file')
    .option('--user <login>', 'held by this person')
    .option('--stale', 'those that nobody can use any more')
    .action((options: Record<string, string | boolean>, command: Command) =>
      act(
        command,
        (admin) => admin.get(withQuery('locks', options)),
        ({ locks, next }) => table(COLUMNS, locks as Json[]) + more(next),
      ),
    );
  lock
    .command('release <file> <lock>')
    .description('take this very lock away; one that was taken meanwhile stays')
    .requiredOption('--reason <text>', 'why, for the audit log')
    .addOption(new Option('--kind <kind>', 'of lock').choices(['WOPI', 'Coauth', 'CoauthExclusive']))
    .action((file: string, id: string, options: { reason: string; kind?: string }, command: Command) =>
      act(
        command,
        (admin) => admin.post('locks/release', { file, lock: id, ...options }),
        () => 'released\n',
      ),
    );
}
