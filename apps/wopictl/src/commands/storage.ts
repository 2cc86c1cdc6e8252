import type { Command } from 'commander';
import { fields } from '../output.js';
import type { Act } from '../act.js';

export function addStorageCommands(program: Command, act: Act): void {
  const storage = program.command('storage').description('how many bytes the files take, and may take');
  storage
    .command('show')
    .description('the quota and its use')
    .action((_: object, command: Command) => act(command, (admin) => admin.get('storage'), fields));
  storage
    .command('set')
    .description('set the quota; below what is used, nothing may grow')
    .requiredOption('--quota <bytes>', 'of the files that are there, or “none”')
    .action(({ quota }: { quota: string }, command: Command) => {
      if (quota !== 'none' && !/^\d{1,15}$/.test(quota))
        command.error(`error: ${quota} is neither a number of bytes nor none`);
      const quotaBytes = quota === 'none' ? null : Number(quota);
      return act(command, (admin) => admin.patch('storage', { quotaBytes }), fields);
    });
}
