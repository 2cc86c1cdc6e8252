import type { Command } from 'commander';
import type { Act } from '../act.js';
import { fields } from '../output.js';

interface Wish {
  readonly file?: string;
  readonly watermark?: string;
}

const STATES = { on: true, off: false, inherit: null } as const;

const pathOf = (file: string | undefined) =>
  file === undefined ? 'secure-view' : `files/${encodeURIComponent(file)}/secure-view`;

export function addSecureViewCommands(program: Command, act: Act): void {
  const view = program
    .command('secure-view')
    .description('no download, print or copy for those who may not edit; of all files, or of one');
  view
    .command('show')
    .description('the policy; of a file what is missing is as for all files')
    .option('--file <id>', 'of this file')
    .action(({ file }: Wish, command: Command) => act(command, (admin) => admin.get(pathOf(file)), fields));
  view
    .command('set <state>')
    .description('on, off, or inherit, which lets a file have it as all files')
    .option('--file <id>', 'for this file')
    .option('--watermark <text>', 'across what is seen; {name} stands for who looks')
    .action((state: string, { file, watermark }: Wish, command: Command) => {
      if (!isState(state) || (state === 'inherit' && file === undefined))
        command.error('error: say on or off, or of a file inherit');
      const policy = { enabled: STATES[state], watermark: watermark ?? null };
      return act(
        command,
        (admin) => admin.put(pathOf(file), policy),
        () => 'set\n',
      );
    });
}

const isState = (text: string): text is keyof typeof STATES => Object.hasOwn(STATES, text);
