import { type Command, Option } from 'commander';
import type { Json } from '../admin-client.js';
import { fields, table } from '../output.js';
import type { Act } from '../act.js';
import { more, withLimit, withQuery } from './list-options.js';

interface OpenOptions {
  readonly user: string;
  readonly action: string;
  readonly client?: string;
  readonly direct?: boolean;
  readonly deny?: string[];
}

interface RevokeOptions {
  readonly user?: string;
  readonly file?: string;
  readonly all?: boolean;
}

const COLUMNS = ['user', 'fileName', 'client', 'action', 'route', 'openedAt', 'expiresAt', 'id'];

const RIGHTS = 'write-relative, rename, delete, user-info, containers';

export function addSessionCommands(program: Command, act: Act): void {
  const session = program.command('session').description('sessions of people in an editor');
  session
    .command('open <file>')
    .description('open a file for a person; answers where, and the access token')
    .requiredOption('--user <login>', 'who; an unknown login becomes a member')
    .addOption(new Option('--action <action>', 'what to do').choices(['edit', 'view']).default('edit'))
    .option('--client <name>', 'the WOPI client (default: the first that opens the type)')
    .option('--direct', 'let the client call the host itself, not the proxy')
    .option('--deny <right>', `a right to take away, as often as needed: ${RIGHTS}`, gathered)
    .action((file: string, { deny, ...options }: OpenOptions, command: Command) => {
      const body = { file, ...pick(options), ...(deny && { deny }) };
      return act(command, (admin) => admin.post('sessions', body), shown);
    });
  withLimit(session.command('list'))
    .description('live sessions, the last opened first')
    .option('--user <login>', 'of this person')
    .option('--file <id>', 'of this file')
    .option('--client <name>', 'in this client')
    .action((options: Record<string, string>, command: Command) =>
      act(
        command,
        (admin) => admin.get(withQuery('sessions', options)),
        ({ sessions, next }) => table(COLUMNS, sessions as Json[]) + more(next),
      ),
    );
  session
    .command('revoke [id]')
    .description(
      'end one session, or those of a person or a file, or all; their tokens are refused from now on',
    )
    .option('--user <login>', 'all sessions of this person')
    .option('--file <id>', 'all sessions of this file')
    .option('--all', 'all sessions there are')
    .action((id: string | undefined, { user, file, all }: RevokeOptions, command: Command) => {
      if ((id ?? user ?? file ?? all) === undefined)
        command.error('error: say which sessions: an id, --user, --file or --all');
      const named = { ...(id && { session: id }), ...(user && { user }), ...(file && { file }) };
      const body = { ...named, ...(all && { all }) };
      return act(
        command,
        (admin) => admin.post('sessions/revoke', body),
        ({ revoked }) => `${String(revoked)} revoked\n`,
      );
    });
}

function pick({ user, action, client, direct }: OpenOptions): Json {
  return { user, action, ...(client && { client }), ...(direct && { direct }) };
}

function shown({ sessionId, wopiSrc, accessToken, accessTokenTtl, hostPageUrl }: Json): string {
  return fields({ sessionId, wopiSrc, accessToken, accessTokenTtl, hostPageUrl });
}

function gathered(value: string, before: string[] = []): string[] {
  return [...before, ...value.split(',').filter(Boolean)];
}
