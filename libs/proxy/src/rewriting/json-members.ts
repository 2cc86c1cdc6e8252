/** Takes a member out. */
export const DROP = Symbol('drop');

/**
 * Edits the members of a JSON object in its text, so that numbers beyond 2^53, unknown members and their order stay as
 * they were written. `edit` gets each member's name and the text of its value, and answers a new text, {@link DROP}, or undefined to
 * leave it. Answers the same string where nothing was edited, and undefined where `text` is not a JSON object.
 */
export function editMembers(
  text: string,
  edit: (name: string, value: string) => string | typeof DROP | undefined,
): string | undefined {
  const members = membersOf(text);
  if (!members) return undefined;
  let edited = false;
  const kept: string[] = [];
  for (const { name, start, valueStart, end } of members) {
    const value = edit(name, text.slice(valueStart, end));
    if (value !== undefined && value !== text.slice(valueStart, end)) edited = true;
    if (value !== DROP) kept.push(text.slice(start, value === undefined ? end : valueStart) + (value ?? ''));
  }
  if (!edited) return text;
  return text.slice(0, members[0]!.start) + kept.join(',') + text.slice(members.at(-1)!.end);
}

/** The text of an object with one more member at its end. @param text of an object, as {@link editMembers} answers it */
export function addMember(text: string, name: string, value: string): string {
  const end = text.lastIndexOf('}');
  const comma = /\{\s*$/.test(text.slice(0, end)) ? '' : ',';
  return `${text.slice(0, end)}${comma}${JSON.stringify(name)}:${value}${text.slice(end)}`;
}

/** Edits the elements of an array that is a value of such an object; answers the same string where nothing was edited. */
export function editElements(text: string, edit: (element: string) => string | undefined): string {
  let edited = '';
  let kept = 0;
  let at = afterSpace(text, 1);
  while (text[at] !== ']') {
    const end = endOfValue(text, at);
    const element = text.slice(at, end);
    const value = edit(element);
    if (value !== undefined && value !== element) {
      edited += text.slice(kept, at) + value;
      kept = end;
    }
    at = afterSpace(text, end);
    if (text[at] === ',') at = afterSpace(text, at + 1);
  }
  return edited + text.slice(kept);
}

interface Member {
  readonly name: string;
  readonly start: number;
  readonly valueStart: number;
  readonly end: number;
}

/** JSON.parse vouches for the form, so that the scan after it may take it for granted. */
function membersOf(text: string): Member[] | undefined {
  const json = text.startsWith('\uFEFF') ? text.slice(1) : text;
  try {
    const value: unknown = JSON.parse(json);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  } catch {
    return undefined;
  }
  const members: Member[] = [];
  let at = afterSpace(text, text.indexOf('{') + 1);
  while (text[at] === '"') {
    const start = at;
    const nameEnd = endOfString(text, start);
    const valueStart = afterSpace(text, afterSpace(text, nameEnd) + 1);
    const end = endOfValue(text, valueStart);
    members.push({ name: JSON.parse(text.slice(start, nameEnd)) as string, start, valueStart, end });
    at = afterSpace(text, end);
    if (text[at] === ',') at = afterSpace(text, at + 1);
  }
  return members;
}

function afterSpace(text: string, at: number): number {
  while (' \t\r\n'.includes(text[at] ?? 'x')) at += 1;
  return at;
}

/** @param at the opening quote */
function endOfString(text: string, at: number): number {
  for (at += 1; text[at] !== '"'; at += 1) {
    if (text[at] === '\\') at += 1;
  }
  return at + 1;
}

function endOfValue(text: string, at: number): number {
  let depth = 0;
  do {
    const character = text[at]!;
    if (character === '"') {
      at = endOfString(text, at);
      continue;
    }
    if (character === '{' || character === '[') depth += 1;
    else if (character === '}' || character === ']') depth -= 1;
    at += 1;
  } while (depth > 0 || !isEnd(text, at));
  return at;
}

/** Outside of all brackets: a string or bracket has ended, or the number or word before `at` has. */
function isEnd(text: string, at: number): boolean {
  return at >= text.length || ' \t\r\n,}]'.includes(text[at]!) || '"}]'.includes(text[at - 1]!);
}
