import { type Command, Option } from 'commander';
import type { Json } from '../admin-client.js';
import { fields, table } from '../output.js';
import type { Act } from '../act.js';
import { more, withLimit, withQuery } from './list-options.js';

const COLUMNS = ['id', 'createdAt', 'authorName', 'fileName', 'reason', 'size'];

export function addRecoveredCommands(program: Command, act: Act): void {
  const recovered = program.command('recovered').description('what people wrote and could not be saved');
  const on = (id: string) => `recovered/${encodeURIComponent(id)}`;
  withLimit(recovered.command('list'))
    .description('newest first')
    .option('--file <id>', 'of this file')
    .action((options: Record<string, string>, command: Command) =>
      act(
        command,
        (admin) => admin.get(withQuery('recovered', options)),
        ({ recovered: saves, next }) => table(COLUMNS, saves as Json[]) + more(next),
      ),
    );
  recovered
    .command('restore <id>')
    .description('make it the newest version of its file, or a file of its own; answers the file')
    .addOption(
      new Option('--as <what>', 'what to make of it').choices(['version', 'file']).default('version'),
    )
    .action((id: string, { as }: { as: string }, command: Command) =>
      act(
        command,
        (admin) => admin.post(`${on(id)}/restore`, { as }),
        ({ id: file, name, version }) => fields({ file, name, version }),
      ),
    );
  recovered
    .command('download <id> <path>')
    .description('write its content into a new file')
    .action((id: string, path: string, _: object, command: Command) =>
      act(command, (admin) => admin.download(`${on(id)}/content`, path), fields),
    );
  recovered
    .command('purge <id>')
    .description('remove it for good')
    .action((id: string, _: object, command: Command) =>
      act(
        command,
        (admin) => admin.delete(on(id)),
        () => 'purged\n',
      ),
    );
}
