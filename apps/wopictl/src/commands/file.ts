import * as path from 'node:path';
import type { Command } from 'commander';
import type { AdminClient, Json } from '../admin-client.js';
import { fields, table } from '../output.js';
import type { Act } from '../act.js';
import { more, withLimit, withQuery } from './list-options.js';

const DEFAULT_OWNER = 'admin';
const COLUMNS = ['name', 'ownerName', 'size', 'modifiedAt', 'modifiedByName', 'id'];

export function addFileCommands(program: Command, act: Act): void {
  const file = program.command('file').description('files kept by this installation');
  file
    .command('put <path>')
    .description('store a file; answers its id')
    .option('--name <name>', 'name in the portal (default: that of the file)')
    .option('--owner <login>', 'whose file it is; an unknown login becomes a member', DEFAULT_OWNER)
    .action(
      (
        source: string,
        { name = path.basename(source), owner }: { name?: string; owner: string },
        command: Command,
      ) => {
        const query = new URLSearchParams({ name, owner });
        const work = (admin: AdminClient) => admin.upload(`files?${query.toString()}`, source);
        return act(command, work, ({ id }) => `${String(id)}\n`);
      },
    );
  withLimit(file.command('list'))
    .description('files, the last changed first')
    .option('--name <text>', 'part of the name')
    .option('--owner <login>', 'of this person')
    .option('--container <id>', 'in this folder')
    .action((options: Record<string, string>, command: Command) =>
      act(
        command,
        (admin) => admin.get(withQuery('files', options)),
        ({ files, next }) => table(COLUMNS, files as Json[]) + more(next),
      ),
    );
  file
    .command('delete <id>')
    .description('delete a file: it can be brought back until the policy purges it')
    .action((id: string, _: object, command: Command) =>
      act(
        command,
        (admin) => admin.delete(`files/${encodeURIComponent(id)}`),
        () => 'deleted\n',
      ),
    );
  file
    .command('show <id>')
    .description('what is known of a file')
    .action((id: string, _: object, command: Command) =>
      act(command, (admin) => admin.get(`files/${encodeURIComponent(id)}`), fields),
    );
  withLimit(file.command('deleted'))
    .description('what was deleted and can be brought back, the last deleted first')
    .option('--name <text>', 'part of the name')
    .action((options: Record<string, string>, command: Command) =>
      act(
        command,
        (admin) => admin.get(withQuery('deleted-files', options)),
        ({ deleted, next }) =>
          table(['id', 'deletedAt', 'ownerName', 'name', 'size'], deleted as Json[]) + more(next),
      ),
    );
  file
    .command('restore <id>')
    .description('put a deleted file back; answers its name, another one where its own is taken')
    .action((id: string, _: object, command: Command) =>
      act(
        command,
        (admin) => admin.post(`deleted-files/${encodeURIComponent(id)}/restore`, {}),
        ({ id: file, name, version }) => fields({ file, name, version }),
      ),
    );
}
