import { type Command, Option } from 'commander';
import type { Act } from '../act.js';
import type { Json } from '../admin-client.js';
import { fields, table } from '../output.js';
import { more, withLimit, withQuery } from './list-options.js';

export const KEY_COLUMNS = ['keyId', 'purpose', 'state', 'createdAt', 'savesUntil'];

const keysPath = (tenant: string): string => `tenants/${encodeURIComponent(tenant)}/keys`;

const keyPath = (tenant: string, key: string): string => `${keysPath(tenant)}/${encodeURIComponent(key)}`;

interface KeyOptions {
  readonly secret?: string;
  readonly purpose?: string;
}

export function addKeyCommands(program: Command, act: Act): void {
  const key = program.command('key').description('keys that sign the file ids of a tenant');
  withKey(key.command('add <tenant>'))
    .description('add a key; it is shown once')
    .action((tenant: string, options: KeyOptions, command: Command) =>
      act(command, (admin) => admin.post(keysPath(tenant), bodyOf(options)), fields),
    );
  withKey(key.command('rotate <tenant>'))
    .description('add a key, shown once, and have the active ones retire')
    .action((tenant: string, options: KeyOptions, command: Command) =>
      act(command, (admin) => admin.post(`${keysPath(tenant)}/rotate`, bodyOf(options)), rotated),
    );
  withLimit(key.command('list <tenant>'))
    .description('keys without their secrets, oldest first')
    .option('--purpose <purpose>', 'that sign this')
    .option('--state <state>', 'active, retiring or revoked')
    .action((tenant: string, options: Record<string, string>, command: Command) =>
      act(
        command,
        (admin) => admin.get(withQuery(keysPath(tenant), options)),
        ({ keys, next }) => table(KEY_COLUMNS, keys as Json[]) + more(next),
      ),
    );
  for (const [name, state, what] of [
    ['retire', 'retiring', 'accept its ids still, until it is revoked'],
    ['activate', 'active', 'take back that it retires'],
  ] as const) {
    key
      .command(`${name} <tenant> <key>`)
      .description(what)
      .action((tenant: string, id: string, _: object, command: Command) =>
        act(command, (admin) => admin.patch(keyPath(tenant, id), { state }), fields),
      );
  }
  key
    .command('revoke <tenant> <key>')
    .description('refuse its ids for good; running sessions may save for the days of grace')
    .option('--now', 'running sessions may not save either: the key is in the wrong hands')
    .action((tenant: string, id: string, { now = false }: { now?: boolean }, command: Command) =>
      act(command, (admin) => admin.delete(`${keyPath(tenant, id)}?now=${now}`), fields),
    );
}

function withKey(command: Command): Command {
  return command
    .option('--secret <secret>', 'an existing secret (default: one is made)')
    .addOption(
      new Option('--purpose <purpose>', 'what it signs (default: file-id)').choices([
        'file-id',
        'file-url',
        'redirect',
      ]),
    );
}

function bodyOf({ secret, purpose }: KeyOptions): Json {
  return { ...(secret !== undefined && { secret }), ...(purpose !== undefined && { purpose }) };
}

function rotated({ warning, ...rotation }: Json): string {
  return `${fields(rotation)}\n! ${String(warning)}\n`;
}
