const QUOTE = 0x22;
const COMMA = 0x2c;
const OPENING_BRACKET = 0x5b;
const BACKSLASH = 0x5c;
const CLOSING_BRACKET = 0x5d;
const OPENING_BRACE = 0x7b;
const CLOSING_BRACE = 0x7d;

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
  return isObject(text) ? editNestedMembers(text, edit) : undefined;
}

/** The same for a value of such an object that begins with a brace, whose form was looked at together with the whole. */
export function editNestedMembers(
  text: string,
  edit: (name: string, value: string) => string | typeof DROP | undefined,
): string {
  const members = membersOf(text);
  const values = new Map<Member, string | typeof DROP>();
  for (const member of members) {
    const old = text.slice(member.valueStart, member.end);
    const value = edit(member.name, old);
    if (value !== undefined && value !== old) values.set(member, value);
  }
  return values.size === 0 ? text : assembled(text, members, values);
}

function assembled(
  text: string,
  members: readonly Member[],
  values: ReadonlyMap<Member, string | typeof DROP>,
): string {
  const kept: string[] = [];
  for (const member of members) {
    const value = values.get(member);
    if (value === undefined) kept.push(text.slice(member.start, member.end));
    else if (value !== DROP) kept.push(text.slice(member.start, member.valueStart) + value);
  }
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

/** JSON.parse vouches for the form, so that the scans after it may take it for granted. */
function isObject(text: string): boolean {
  const json = text.startsWith('\uFEFF') ? text.slice(1) : text;
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}

function membersOf(text: string): Member[] {
  const members: Member[] = [];
  let at = afterSpace(text, text.indexOf('{') + 1);
  while (text[at] === '"') {
    const start = at;
    const nameEnd = endOfString(text, start);
    const valueStart = afterSpace(text, afterSpace(text, nameEnd) + 1);
    const end = endOfValue(text, valueStart);
    members.push({ name: nameIn(text, start, nameEnd), start, valueStart, end });
    at = afterSpace(text, end);
    if (text[at] === ',') at = afterSpace(text, at + 1);
  }
  return members;
}

function nameIn(text: string, start: number, end: number): string {
  const plain = text.slice(start + 1, end - 1);
  return plain.includes('\\') ? (JSON.parse(text.slice(start, end)) as string) : plain;
}

function afterSpace(text: string, at: number): number {
  while (isSpace(text.charCodeAt(at))) at += 1;
  return at;
}

/** @param at the opening quote */
function endOfString(text: string, at: number): number {
  let end = text.indexOf('"', at + 1);
  while (isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end + 1;
}

/** Whether an odd number of backslashes stands before. */
function isEscaped(text: string, at: number): boolean {
  let before = at;
  while (text.charCodeAt(before - 1) === BACKSLASH) before -= 1;
  return (at - before) % 2 === 1;
}

function endOfValue(text: string, at: number): number {
  let depth = 0;
  for (;;) {
    const character = text.charCodeAt(at);
    if (character === QUOTE) {
      at = endOfString(text, at);
      if (depth === 0) return at;
      continue;
    }
    const closes = character === CLOSING_BRACE || character === CLOSING_BRACKET;
    // A number or word, which ends where something else begins.
    if (depth === 0 && (closes || character === COMMA || isSpace(character))) return at;
    at += 1;
    if (character === OPENING_BRACE || character === OPENING_BRACKET) depth += 1;
    else if (closes && --depth === 0) return at;
  }
}

function isSpace(character: number): boolean {
  return character === 0x20 || (character >= 0x09 && character <= 0x0d);
}
