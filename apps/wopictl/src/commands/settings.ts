import type { Command } from 'commander';
import type { Act } from '../act.js';
import type { Json } from '../admin-client.js';
import { table } from '../output.js';

interface Process {
  readonly id: string;
  readonly process: string;
}

interface Setting {
  readonly name: string;
  readonly secret: boolean;
  readonly values: readonly {
    readonly origin: string;
    readonly value?: string;
    readonly processes: readonly string[];
  }[];
}

interface Options {
  readonly set?: boolean;
  readonly different?: boolean;
}

export function addSettings(program: Command, act: Act): void {
  program
    .command('settings')
    .description('what the processes booted with, without secrets, and what can be changed while they run')
    .option('--set', 'only what the environment of a process says')
    .option('--different', 'only what differs between processes')
    .action((options: Options, command: Command) =>
      act(
        command,
        (admin) => admin.get('settings'),
        (answer) => shown(answer, options),
      ),
    );
}

function shown({ processes, settings, changeable }: Json, { set, different }: Options): string {
  const names = new Map((processes as Process[]).map(({ id, process }) => [id, `${process} ${id}`]));
  const wanted = (settings as Setting[]).filter(
    ({ values }) =>
      (!set || values.some(({ origin }) => origin === 'set')) && (!different || values.length > 1),
  );
  const rows = wanted.flatMap(({ name, secret, values }) =>
    values.map(({ origin, value, processes: ids }) => ({
      name,
      value: secret && origin === 'set' ? '***' : value,
      origin,
      processes: values.length > 1 ? ids.map((id) => names.get(id) ?? id) : 'all',
    })),
  );
  const changed = Object.entries(changeable as Record<string, Json>).flatMap(([resource, values]) =>
    Object.entries(values).map(([name, value]) => ({ name: `${resource}.${name}`, value: value ?? 'none' })),
  );
  const variables = table(['name', 'value', 'origin', 'processes'], rows);
  return set || different ? variables : `${variables}\n${table(['name', 'value'], changed)}`;
}
