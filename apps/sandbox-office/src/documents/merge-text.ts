import { diff3Merge } from 'node-diff3';
import { DocumentError } from './document-error.js';

/** Comparing takes the square of the lines that are alike. */
const MOST_LINES = 10_000;

/**
 * What two people made of one text, line by line. Where both changed the same place the words of both stay, `theirs` first.
 * @throws DocumentError for more lines than can be compared
 */
export function mergeText(base: string, mine: string, theirs: string): string {
  if (base === theirs || mine === theirs) return mine;
  if (base === mine) return theirs;
  const [o, a, b] = [base.split('\n'), mine.split('\n'), theirs.split('\n')];
  if (Math.max(o.length, a.length, b.length) > MOST_LINES)
    throw new DocumentError('This text has too many lines to be merged with what others wrote.');
  return diff3Merge(a, o, b)
    .flatMap(({ ok, conflict }) => (conflict ? both(conflict.o, conflict.a, conflict.b) : (ok ?? [])))
    .join('\n');
}

/** One place that both changed. Lines that only one of them touched are no conflict, though they lie side by side. */
function both(base: readonly string[], mine: readonly string[], theirs: readonly string[]): string[] {
  if (base.length === 0) return [...theirs, ...mine];
  if (mine.length === base.length && theirs.length === base.length) {
    return base.flatMap((line, n) => bothLines(line, mine[n]!, theirs[n]!));
  }
  return added(base, theirs, mine) ?? added(base, mine, theirs) ?? [...theirs, ...mine];
}

function bothLines(base: string, mine: string, theirs: string): string[] {
  if (mine === base || mine === theirs) return [theirs];
  return theirs === base ? [mine] : [theirs, mine];
}

/** `changed` with the lines that `grown` has before or after all of the base; undefined when that is not what it is. */
function added(
  base: readonly string[],
  grown: readonly string[],
  changed: readonly string[],
): string[] | undefined {
  const more = grown.length - base.length;
  if (more < 0) return undefined;
  if (base.every((line, n) => grown[n] === line)) return [...changed, ...grown.slice(base.length)];
  if (base.every((line, n) => grown[more + n] === line)) return [...grown.slice(0, more), ...changed];
  return undefined;
}
