import type { Command } from 'commander';
import type { Act } from '../act.js';
import type { AdminClient, Json } from '../admin-client.js';
import { fields, table } from '../output.js';
import { findGroup } from './find-group.js';
import { findUser } from './find-user.js';
import { more, withLimit, withQuery } from './list-options.js';

const COLUMNS = ['name', 'members', 'roles', 'externalId', 'id'];
const MEMBER_COLUMNS = ['login', 'displayName', 'source', 'addedAt', 'id'];

export function addGroupCommands(program: Command, act: Act): void {
  const group = program.command('group').description('groups of people, and what their members may be');
  withLimit(group.command('list'))
    .description('groups by name')
    .option('--name <text>', 'part of the name')
    .action((options: Record<string, string>, command: Command) =>
      act(
        command,
        (admin) => admin.get(withQuery('groups', options)),
        ({ groups, next }) => table(COLUMNS, groups as Json[]) + more(next),
      ),
    );
  group
    .command('add <name>')
    .description('add a group')
    .option('--external-id <id>', 'what the OpenID provider calls it')
    .action((name: string, { externalId }: { externalId?: string }, command: Command) =>
      act(command, (admin) => admin.post('groups', { name, externalId }), fields),
    );
  withLimit(group.command('members <group>'))
    .description('who is in a group')
    .action((name: string, options: Record<string, string>, command: Command) =>
      act(
        command,
        async (admin) => admin.get(withQuery(`${await pathOf(admin, name)}/members`, options)),
        ({ members, next }) => table(MEMBER_COLUMNS, members as Json[]) + more(next),
      ),
    );
  addChanges(group, act);
}

function addChanges(group: Command, act: Act): void {
  const change = (
    words: string,
    what: string,
    run: (admin: AdminClient, path: string, word: string) => Promise<Json>,
  ) =>
    group
      .command(words)
      .description(what)
      .action((name: string, word: string, _: object, command: Command) =>
        act(command, async (admin) => run(admin, await pathOf(admin, name), word), fields),
      );
  const member = async (admin: AdminClient, path: string, login: string) =>
    `${path}/members/${String((await findUser(admin, login))['id'])}`;
  change('join <group> <login>', 'make a person a member', async (admin, path, login) =>
    admin.put(await member(admin, path, login)),
  );
  change('leave <group> <login>', 'take a person out of a group', async (admin, path, login) =>
    admin.delete(await member(admin, path, login)),
  );
  change('grant <group> <role>', 'give all members of a group a role', (admin, path, role) =>
    admin.put(`${path}/roles/${encodeURIComponent(role)}`),
  );
  change('deny <group> <role>', 'take a role from a group', (admin, path, role) =>
    admin.delete(`${path}/roles/${encodeURIComponent(role)}`),
  );
  group
    .command('remove <group>')
    .description('remove a group: its members lose what they have by it')
    .action((name: string, _: object, command: Command) =>
      act(
        command,
        async (admin) => admin.delete(await pathOf(admin, name)),
        () => '',
      ),
    );
}

/** Where the group of this name or id is. */
const pathOf = async (admin: AdminClient, name: string): Promise<string> =>
  `groups/${String((await findGroup(admin, name))['id'])}`;
