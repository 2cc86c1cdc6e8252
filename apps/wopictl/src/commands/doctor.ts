import type { Command } from 'commander';
import type { AdminClient, Json } from '../admin-client.js';
import { Refused } from '../refused.js';
import type { Act } from '../act.js';

interface Check {
  readonly name: string;
  readonly ok: boolean;
  readonly seen: string;
  readonly change?: string;
}

export function addDoctor(program: Command, act: Act): void {
  program
    .command('doctor')
    .description('look at the whole installation and say what to change')
    .action(async (_: object, command: Command) => {
      let well = true;
      const work = async (admin: AdminClient) => {
        const answer = await admin.get('doctor');
        well = answer['ok'] === true;
        return answer;
      };
      await act(command, work, shown);
      if (!well) throw new Refused('Not all is well.');
    });
}

function shown({ checks }: Json): string {
  const list = checks as Check[];
  const width = Math.max(...list.map(({ name }) => name.length));
  const lines = list.map(({ name, ok, seen, change }) => {
    const line = `${ok ? 'ok  ' : 'FAIL'}  ${name.padEnd(width)}  ${seen}\n`;
    return change === undefined ? line : `${line}${' '.repeat(width + 8)}${change}\n`;
  });
  return lines.join('');
}
