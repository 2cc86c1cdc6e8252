import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import type { Act } from '../act.js';
import type { AdminClient, Json } from '../admin-client.js';
import { fields, table } from '../output.js';
import { findUser } from './find-user.js';
import { more, withLimit, withQuery } from './list-options.js';

const COLUMNS = ['login', 'displayName', 'role', 'disabled', 'createdAt', 'id'];

interface AddOptions {
  readonly name?: string;
  readonly administrator?: boolean;
}

interface PasswordOptions {
  readonly hours?: string;
  readonly fromFile?: string;
}

export function addUserCommands(program: Command, act: Act): void {
  const user = program.command('user').description('people of this installation');
  withLimit(user.command('list'))
    .description('people by login')
    .option('--name <text>', 'part of the login or the name')
    .option('--role <role>', 'member or administrator')
    .option('--disabled', 'those who cannot sign in')
    .action((options: Record<string, string | boolean>, command: Command) =>
      act(
        command,
        (admin) => admin.get(withQuery('users', options)),
        ({ users, next }) => table(COLUMNS, users as Json[]) + more(next),
      ),
    );
  user
    .command('add <login>')
    .description('add a person, who cannot sign in by a password yet')
    .option('--name <name>', 'how people know this person (default: the login)')
    .option('--administrator', 'one who sees the files of everyone')
    .action((login: string, options: AddOptions, command: Command) =>
      act(command, (admin) => admin.post('users', newUser(login, options)), fields),
    );
  user
    .command('import <path>')
    .description('add the people of a list, as a job: CSV with login, displayName and role, or JSON lines')
    .action((file: string, _: object, command: Command) => {
      const type = file.toLowerCase().endsWith('.csv') ? 'text/csv' : 'application/x-ndjson';
      return act(command, (admin) => admin.upload('bulk/users/import', file, type), fields);
    });
  user
    .command('password <login>')
    .description('set a password that the person must change at the next sign-in; shown once')
    .option('--hours <n>', 'how long it may be used (default: 72)')
    .option('--from-file <path>', 'take the first line of a file in place of a made one')
    .action((login: string, options: PasswordOptions, command: Command) =>
      act(command, (admin) => setPassword(admin, login, options), fields),
    );
  user
    .command('reset-second-factor <login>')
    .description('take away the second factor of a person who has lost it')
    .action((login: string, _: object, command: Command) =>
      act(
        command,
        (admin) => resetSecondFactor(admin, login),
        () => 'reset\n',
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

const newUser = (login: string, { name, administrator }: AddOptions): Json => ({
  login,
  ...(name !== undefined && { displayName: name }),
  ...(administrator && { role: 'administrator' }),
});

/** From a file, since a command line is seen by others on the machine and kept by the shell. */
async function setPassword(admin: AdminClient, login: string, options: PasswordOptions): Promise<Json> {
  const { hours, fromFile } = options;
  const { id } = await findUser(admin, login);
  return admin.post(`users/${String(id)}/first-password`, {
    ...(hours !== undefined && { hours: Number(hours) }),
    ...(fromFile !== undefined && { password: (await readFile(fromFile, 'utf8')).split(/\r?\n/)[0]! }),
  });
}

async function resetSecondFactor(admin: AdminClient, login: string): Promise<Json> {
  const { id } = await findUser(admin, login);
  return admin.delete(`users/${String(id)}/second-factor`);
}

async function disable(admin: AdminClient, login: string, disabled: boolean): Promise<Json> {
  const { id } = await findUser(admin, login);
  return admin.patch(`users/${String(id)}`, { disabled });
}
