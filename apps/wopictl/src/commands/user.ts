import type { Command } from 'commander';
import type { Act } from '../act.js';
import type { AdminClient, Json } from '../admin-client.js';
import { fields, table } from '../output.js';
import { findUser } from './find-user.js';
import { more, withLimit, withQuery } from './list-options.js';

const COLUMNS = ['login', 'displayName', 'role', 'disabled', 'createdAt', 'id'];

export function addUserCommands(program: Command, act: Act): void {
  const user = program.command('user').description('people of this installation');
  withLimit(user.command('list'))
    .description('people by login')
    .option('--name <text>', 'part of the login or the name')
    .action((options: Record<string, string>, command: Command) =>
      act(
        command,
        (admin) => admin.get(withQuery('users', options)),
        ({ users, next }) => table(COLUMNS, users as Json[]) + more(next),
      ),
    );
  user
    .command('disable <login>')
    .description('sign a person out everywhere, and let nobody in under this login')
    .action((login: string, _: object, command: Command) =>
      act(command, (admin) => disable(admin, login, true), fields),
    );
  user
    .command('enable <login>')
    .description('let a disabled person in again')
    .action((login: string, _: object, command: Command) =>
      act(command, (admin) => disable(admin, login, false), fields),
    );
}

async function disable(admin: AdminClient, login: string, disabled: boolean): Promise<Json> {
  const { id } = await findUser(admin, login);
  return admin.patch(`users/${String(id)}`, { disabled });
}
