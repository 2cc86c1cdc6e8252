import type { Command } from 'commander';
import type { Act } from '../act.js';
import type { Json } from '../admin-client.js';
import { table } from '../output.js';
import { more, withLimit, withQuery } from './list-options.js';

interface RevokeOptions {
  readonly user?: string;
  readonly client?: string;
}

const COLUMNS = ['user', 'clientId', 'grantedAt', 'renewableUntil', 'expiresAt', 'sessions', 'id'];

export function addGrantCommands(program: Command, act: Act): void {
  const grant = program.command('grant').description('what people let native apps do, on their devices');
  withLimit(grant.command('list'))
    .description('grants, the last given first')
    .option('--user <login>', 'of this person')
    .option('--client <name>', 'to this app')
    .action((options: Record<string, string>, command: Command) =>
      act(
        command,
        (admin) => admin.get(withQuery('grants', options)),
        ({ grants, next }) => table(COLUMNS, grants as Json[]) + more(next),
      ),
    );
  grant
    .command('revoke [id]')
    .description('end one grant, or those of a person or an app, with their tokens and sessions')
    .option('--user <login>', 'all grants of this person')
    .option('--client <name>', 'all grants to this app')
    .action((id: string | undefined, { user, client }: RevokeOptions, command: Command) => {
      if ((id === undefined) === ((user ?? client) === undefined))
        command.error('error: say which grants: either an id, or --user, --client or both');
      return act(
        command,
        (admin) =>
          id === undefined
            ? admin.post('grants/revoke', { ...(user && { user }), ...(client && { client }) })
            : admin.delete(`grants/${encodeURIComponent(id)}`),
        ({ revoked = 1 }) => `${String(revoked)} revoked\n`,
      );
    });
}
