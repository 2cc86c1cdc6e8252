import type { Command } from 'commander';
import type { Json } from '../admin-client.js';
import { fields, table } from '../output.js';
import type { Act } from '../act.js';
import { more, withLimit, withQuery } from './list-options.js';

const COLUMNS = ['version', 'createdAt', 'authorName', 'origin', 'size', 'label', 'marks', 'foldedInto'];

export function addVersionCommands(program: Command, act: Act): void {
  const version = program.command('version').description('what files were before, deleted ones too');
  const on = (file: string, number?: string) =>
    `files/${encodeURIComponent(file)}/versions${number === undefined ? '' : `/${encodeURIComponent(number)}`}`;
  withLimit(version.command('list <file>'))
    .description('the versions of a file, newest first')
    .option('--pinned', 'those with a pin')
    .option('--held', 'those under a legal hold')
    .action((file: string, options: Record<string, string | boolean>, command: Command) =>
      act(
        command,
        (admin) => admin.get(withQuery(on(file), options)),
        ({ versions, next }) => table(COLUMNS, (versions as Json[]).map(marked)) + more(next),
      ),
    );
  version
    .command('show <file> <version>')
    .description('what is known of a version')
    .action((file: string, number: string, _: object, command: Command) =>
      act(command, (admin) => admin.get(on(file, number)), fields),
    );
  version
    .command('download <file> <version> <path>')
    .description('write the content of a version into a new file')
    .action((file: string, number: string, path: string, _: object, command: Command) =>
      act(command, (admin) => admin.download(`${on(file, number)}/content`, path), fields),
    );
  version
    .command('restore <file> <version>')
    .description('make its content the newest version')
    .action((file: string, number: string, _: object, command: Command) =>
      act(
        command,
        (admin) => admin.post(`${on(file, number)}/restore`, {}),
        (answer) => `version ${String(answer['version'])} has the content now\n`,
      ),
    );
  version
    .command('remove <file> <version>')
    .description('remove it for good; not the current one, one with a name or a pin, or one under a hold')
    .action((file: string, number: string, _: object, command: Command) =>
      act(
        command,
        (admin) => admin.delete(on(file, number)),
        () => 'removed\n',
      ),
    );
  const marks = (name: string, description: string, body: (label?: string) => Json) =>
    version
      .command(name)
      .description(description)
      .action((file: string, number: string, ...rest: unknown[]) => {
        const label = typeof rest[0] === 'string' ? rest[0] : undefined;
        return act(rest.at(-1) as Command, (admin) => admin.patch(on(file, number), body(label)), fields);
      });
  marks('pin <file> <version>', 'keep it whatever the policy says', () => ({ pinned: true }));
  marks('unpin <file> <version>', 'leave it to the policy again', () => ({ pinned: false }));
  marks(
    'label <file> <version> [label]',
    'name it, or take its name away; a name keeps it as a pin does',
    (label) => ({
      label: label ?? null,
    }),
  );
}

function marked(version: Json): Json {
  const marks = ['current', 'pinned', 'held'].filter((mark) => version[mark] === true);
  return { ...version, marks };
}
