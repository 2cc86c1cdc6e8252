import { Argument, type Command } from 'commander';
import { completionScript, SHELLS } from '../completion.js';

export function addCompletion(program: Command, write: (text: string) => void): void {
  program
    .command('completion')
    .description('print a script that completes these commands: eval "$(wopictl completion bash)"')
    .addArgument(new Argument('<shell>', 'which').choices(SHELLS))
    .action((shell: (typeof SHELLS)[number]) => write(completionScript(program, shell)));
}
