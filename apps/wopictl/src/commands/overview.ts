import type { Command } from 'commander';
import type { Act } from '../act.js';
import type { Json } from '../admin-client.js';
import { fields, table } from '../output.js';

/** What is asked without saying of what. */
export function addOverviewCommands(program: Command, act: Act): void {
  program
    .command('statistics')
    .description('how much there is, and how much is going on')
    .action((_: object, command: Command) =>
      act(
        command,
        (admin) => admin.get('statistics'),
        ({ savesPerDay, ...counts }) => fields(counts) + table(['day', 'saves'], savesPerDay as Json[]),
      ),
    );
  program
    .command('role')
    .description('roles that keys and groups can be given')
    .command('list')
    .description('roles, each with all that it may do')
    .action((_: object, command: Command) =>
      act(
        command,
        (admin) => admin.get('roles'),
        ({ roles }) => table(['name', 'installation', 'permissions'], roles as Json[]),
      ),
    );
}
