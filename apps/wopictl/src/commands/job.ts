import type { Command } from 'commander';
import type { Act } from '../act.js';
import type { Json } from '../admin-client.js';
import { fields, table } from '../output.js';
import { more, withLimit, withQuery } from './list-options.js';

const COLUMNS = ['kind', 'state', 'total', 'done', 'refused', 'failed', 'createdAt', 'id'];
const ITEM_COLUMNS = ['number', 'outcome', 'detail', 'subject'];

const OF_VERSIONS = {
  pin: 'keep versions whatever the policy says',
  unpin: 'leave versions to the policy',
  delete: 'remove versions for good',
} as const;

export function addJobCommands(program: Command, act: Act): void {
  const job = program.command('job').description('work in the background');
  withLimit(job.command('list'))
    .description('jobs, the newest first')
    .option('--state <state>', 'waiting, running, done or cancelled')
    .option('--kind <kind>', 'such as users.deactivate')
    .action((options: Record<string, string>, command: Command) =>
      act(
        command,
        (admin) => admin.get(withQuery('jobs', options)),
        ({ jobs, next }) => table(COLUMNS, jobs as Json[]) + more(next),
      ),
    );
  job
    .command('show <id>')
    .description('how far a job is')
    .action((id: string, _: object, command: Command) =>
      act(command, (admin) => admin.get(`jobs/${id}`), fields),
    );
  withLimit(job.command('items <id>'))
    .description('what became of each item')
    .option('--outcome <outcome>', 'done, refused or failed')
    .action((id: string, options: Record<string, string>, command: Command) =>
      act(
        command,
        (admin) => admin.get(withQuery(`jobs/${id}/items`, options)),
        ({ items, next }) => table(ITEM_COLUMNS, items as Json[]) + more(next),
      ),
    );
  job
    .command('cancel <id>')
    .description('end a job before its time: what it has done stays done')
    .action((id: string, _: object, command: Command) =>
      act(command, (admin) => admin.post(`jobs/${id}/cancel`, {}), fields),
    );
  addBulkCommands(program, act);
}

function addBulkCommands(program: Command, act: Act): void {
  const bulk = program.command('bulk').description('one change of many things; answers a job');
  const change = (name: string, path: string, action: string, what: string) =>
    bulk
      .command(`${name} <id...>`)
      .description(what)
      .action((ids: string[], _: object, command: Command) =>
        act(command, (admin) => admin.post(`bulk/${path}`, { action, ids }), fields),
      );
  change('revoke-sessions', 'sessions', 'revoke', 'end sessions');
  change('disable-users', 'users', 'deactivate', 'disable people and sign them out');
  change('enable-users', 'users', 'activate', 'let people in again');
  change('delete-files', 'files', 'delete', 'delete files');
  change('restore-files', 'files', 'restore', 'put deleted files back');
  for (const [action, what] of Object.entries(OF_VERSIONS))
    bulk
      .command(`${action}-versions <file:version...>`)
      .description(what)
      .action((named: string[], _: object, command: Command) => {
        const versions = named.map((one) => {
          const [file, version] = one.split(':');
          return { file, version };
        });
        return act(command, (admin) => admin.post('bulk/versions', { action, versions }), fields);
      });
}
