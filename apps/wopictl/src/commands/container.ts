import type { Command } from 'commander';
import type { Act } from '../act.js';
import type { Json } from '../admin-client.js';
import { fields, table } from '../output.js';
import { more, withLimit, withQuery } from './list-options.js';

const COLUMNS = ['name', 'owner', 'createdAt', 'parentId', 'id'];

export function addContainerCommands(program: Command, act: Act): void {
  const container = program.command('container').description('folders of people');
  withLimit(container.command('list'))
    .description('folders by name')
    .option('--owner <login>', 'of this person')
    .option('--parent <id>', 'in this folder')
    .option('--name <text>', 'part of the name')
    .action((options: Record<string, string>, command: Command) =>
      act(
        command,
        (admin) => admin.get(withQuery('containers', options)),
        ({ containers, next }) => table(COLUMNS, containers as Json[]) + more(next),
      ),
    );
  container
    .command('show <id>')
    .description('a folder')
    .action((id: string, _: object, command: Command) =>
      act(command, (admin) => admin.get(`containers/${encodeURIComponent(id)}`), fields),
    );
}
