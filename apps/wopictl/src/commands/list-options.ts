import type { Command } from 'commander';

/** Options that every list takes. */
export const withLimit = (command: Command): Command =>
  command
    .option('--limit <n>', 'most rows (default: 50)')
    .option('--cursor <text>', 'where the list before ended');

/** `path?name=value…` of the options that were given. */
export function withQuery(
  path: string,
  options: Readonly<Record<string, string | boolean | undefined>>,
): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(options)) {
    if (value !== undefined) query.set(name, String(value));
  }
  return query.size === 0 ? path : `${path}?${query.toString()}`;
}

/** A line that leads on, below a table; nothing on the last page. */
export const more = (next: unknown): string => (typeof next === 'string' ? `more: --cursor ${next}\n` : '');
