import type { Command } from 'commander';

/** The words that may follow a line of commands: sub-commands, options, choices of options. */
interface Step {
  /** Commands so far, such as `audit list`; empty for wopictl itself. */
  readonly path: string;
  readonly words: readonly string[];
}

export const SHELLS = ['bash', 'zsh', 'fish'] as const;

/** A script that completes the commands of `program` in a shell. All words come from the program itself, none is asked for at run time. */
export function completionScript(program: Command, shell: (typeof SHELLS)[number]): string {
  const steps = stepsOf(program, '');
  return shell === 'fish' ? fish(steps) : bash(steps, shell);
}

function stepsOf(command: Command, path: string): Step[] {
  const names = command.commands.map((child) => child.name());
  const options = command.options.flatMap(({ long, argChoices = [] }) => [
    ...(long ? [long] : []),
    ...argChoices,
  ]);
  const children = command.commands.flatMap((child) => stepsOf(child, `${path} ${child.name()}`.trimStart()));
  return [{ path, words: [...names, ...options] }, ...children];
}

/** zsh takes bash's completions once it has been told so. */
function bash(steps: readonly Step[], shell: 'bash' | 'zsh'): string {
  const cases = steps.map(({ path, words }) => `    '${path}') words='${words.join(' ')}' ;;`);
  return `${shell === 'zsh' ? 'autoload -U +X bashcompinit && bashcompinit\n' : ''}_wopictl() {
  local path='' words='' word i
  for ((i = 1; i < COMP_CWORD; i++)); do
    word="\${COMP_WORDS[i]}"
    case " ${steps.map(({ path }) => `|${path}|`).join(' ')} " in
      *"|\${path:+$path }$word|"*) path="\${path:+$path }$word" ;;
    esac
  done
  case "$path" in
${cases.join('\n')}
  esac
  COMPREPLY=($(compgen -W "$words" -- "\${COMP_WORDS[COMP_CWORD]}"))
  [ \${#COMPREPLY[@]} -gt 0 ] || COMPREPLY=($(compgen -f -- "\${COMP_WORDS[COMP_CWORD]}"))
}
complete -F _wopictl wopictl
`;
}

function fish(steps: readonly Step[]): string {
  const lines = steps.flatMap(({ path, words }) => {
    const seen = path.split(' ').filter(Boolean);
    const met = seen.map((word) => `__fish_seen_subcommand_from ${word}`);
    const under = steps.filter(
      (step) => step.path.startsWith(path === '' ? '' : `${path} `) && step.path !== path,
    );
    const next = under.map((step) => step.path.split(' ')[seen.length]!);
    const further =
      next.length > 0 ? [`not __fish_seen_subcommand_from ${[...new Set(next)].join(' ')}`] : [];
    const condition = [...met, ...further].join('; and ') || 'true';
    return words.map((word) =>
      word.startsWith('--')
        ? `complete -c wopictl -n '${condition}' -l ${word.slice(2)}`
        : `complete -c wopictl -n '${condition}' -a ${word}`,
    );
  });
  return `${lines.join('\n')}\n`;
}
