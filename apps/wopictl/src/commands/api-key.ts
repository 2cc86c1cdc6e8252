import type { Command } from 'commander';
import type { Act } from '../act.js';
import type { Json } from '../admin-client.js';
import { fields, table } from '../output.js';
import { more, withLimit, withQuery } from './list-options.js';

const COLUMNS = [
  'name',
  'role',
  'prefix',
  'tenantId',
  'createdAt',
  'expiresAt',
  'lastUsedAt',
  'revokedAt',
  'id',
];

interface AddOptions {
  readonly role: string;
  readonly permission?: readonly string[];
  readonly tenant?: string;
  readonly expires?: string;
}

export function addApiKeyCommands(program: Command, act: Act): void {
  const key = program.command('api-key').description('keys to the admin API');
  key
    .command('add <name>')
    .description('make a key; it is shown once')
    .requiredOption('--role <role>', 'viewer, auditor, support, tenant-admin, application, operator or owner')
    .option('--permission <permission...>', 'limits the key within its role')
    .option('--tenant <tenant>', 'the one tenant it is good for')
    .option('--expires <moment>', 'when it ends, as 2027-12-31T00:00:00Z')
    .action(
      (name: string, { role, permission: permissions, tenant, expires }: AddOptions, command: Command) => {
        const body = {
          name,
          role,
          permissions,
          ...(tenant && { tenant }),
          ...(expires && { expiresAt: expires }),
        };
        return act(command, (admin) => admin.post('api-keys', body), fields);
      },
    );
  withLimit(key.command('list'))
    .description('all keys, the newest first, without their secrets')
    .option('--name <text>', 'part of the name')
    .option('--role <role>', 'of this role')
    .option('--in-force', 'those that are neither revoked nor expired')
    .action((options: Record<string, string | boolean>, command: Command) =>
      act(
        command,
        (admin) => admin.get(withQuery('api-keys', options)),
        ({ keys, next }) => table(COLUMNS, keys as Json[]) + more(next),
      ),
    );
  key
    .command('revoke <id>')
    .description('refuse a key from now on')
    .action((id: string, _: object, command: Command) =>
      act(
        command,
        (admin) => admin.delete(`api-keys/${encodeURIComponent(id)}`),
        () => 'revoked\n',
      ),
    );
}
