import type { Command } from 'commander';
import type { Act } from '../act.js';
import type { AdminClient, Json } from '../admin-client.js';
import { table } from '../output.js';
import { Refused } from '../refused.js';
import { findGroup } from './find-group.js';
import { findUser } from './find-user.js';
import { more, withLimit, withQuery } from './list-options.js';

const COLUMNS = ['name', 'login', 'kind', 'rights', 'fromName', 'createdAt', 'sharedByName', 'id'];

interface Grantee {
  readonly user?: string;
  readonly group?: string;
}

export function addShareCommands(program: Command, act: Act): void {
  const share = program.command('share').description('whom files and folders are shared with');
  withLimit(share.command('list <id>'))
    .description('whom a file is shared with, by itself and by the folders above it')
    .option('--folder', 'a folder, not a file')
    .action((id: string, { folder, ...options }: Record<string, string | boolean>, command: Command) =>
      act(
        command,
        (admin) => admin.get(withQuery(pathOf(id, folder === true), options)),
        ({ shares, next }) => table(COLUMNS, shares as Json[]) + more(next),
      ),
    );
  const change = (
    words: string,
    what: string,
    run: (admin: AdminClient, path: string, rights: string) => Promise<Json>,
  ) =>
    share
      .command(words)
      .description(what)
      .option('--user <login>', 'a person')
      .option('--group <name>', 'a group')
      .option('--folder', 'a folder, not a file')
      .action((id: string, ...rest: unknown[]) => {
        const command = rest.at(-1) as Command;
        const { folder, ...grantee } = command.opts<Grantee & { folder?: boolean }>();
        const rights = typeof rest[0] === 'string' ? rest[0] : '';
        return act(
          command,
          async (admin) => run(admin, `${pathOf(id, folder === true)}/${await idOf(admin, grantee)}`, rights),
          () => '',
        );
      });
  change(
    'add <id> <rights>',
    'give view, comment, edit or manage, or change what was given',
    (admin, path, rights) => admin.put(path, { rights }),
  );
  change('remove <id>', 'take back what was given: sessions end with the next request', (admin, path) =>
    admin.delete(path),
  );
}

const pathOf = (id: string, folder: boolean) =>
  `${folder ? 'containers' : 'files'}/${encodeURIComponent(id)}/shares`;

async function idOf(admin: AdminClient, { user, group }: Grantee): Promise<string> {
  if ((user === undefined) === (group === undefined)) throw new Refused('Say either --user or --group.');
  const found = user === undefined ? await findGroup(admin, group!) : await findUser(admin, user);
  return String(found['id']);
}
