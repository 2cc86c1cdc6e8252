import type { Command } from 'commander';
import type { Act } from '../act.js';
import type { AdminClient, Json } from '../admin-client.js';
import { fields, table } from '../output.js';
import { Refused } from '../refused.js';
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
  const wanted = login.trim().toLowerCase();
  let cursor: string | undefined;
  do {
    const answer = await admin.get(withQuery('users', { name: wanted, limit: '200', cursor }));
    const found = (answer['users'] as Json[]).find((user) => user['login'] === wanted);
    if (found) return admin.patch(`users/${String(found['id'])}`, { disabled });
    cursor = answer['next'] as string | undefined;
  } while (cursor !== undefined);
  throw new Refused(`There is no person with the login ${wanted}.`);
}
