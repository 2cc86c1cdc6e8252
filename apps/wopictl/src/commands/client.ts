import type { Command } from 'commander';
import type { Act } from '../act.js';
import type { Json } from '../admin-client.js';
import { fields, table } from '../output.js';
import { withQuery } from './list-options.js';

const COLUMNS = ['name', 'profile', 'fetchedAt', 'failure', 'zones', 'apps', 'proofKeys', 'url'];

export function addClientCommands(program: Command, act: Act): void {
  const client = program.command('client').description('editors, and what their discoveries say');
  client
    .command('list')
    .description('editors in the order of preference, and how their discoveries are doing')
    .action((_: object, command: Command) =>
      act(
        command,
        (admin) => admin.get('clients'),
        ({ clients }) => table(COLUMNS, clients as Json[]),
      ),
    );
  client
    .command('openers <extension>')
    .description('which editors open files of an extension')
    .option('--action <action>', 'what to do (default: edit)')
    .action((extension: string, { action }: { action?: string }, command: Command) =>
      act(
        command,
        (admin) => admin.get(withQuery('clients/openers', { extension, action })),
        ({ openers }) => table(['client', 'appName'], openers as Json[]),
      ),
    );
  client
    .command('refresh <name>')
    .description('fetch the discovery of an editor now; once a minute at most')
    .action((name: string, _: object, command: Command) =>
      act(command, (admin) => admin.post(`clients/${encodeURIComponent(name)}/refresh`, {}), fields),
    );
}
