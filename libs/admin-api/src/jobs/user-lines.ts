import { CsvError, parse } from 'csv-parse/sync';
import { Problem } from '#http-server';
import { sentencesOf } from '../endpoint/schema.pipe.js';
import { NewUserForm } from '../new-user-form.js';

const COLUMNS = Object.keys(NewUserForm.shape);
const MOST_LINES = 5_000;
const RECORD_MAX_CHARACTERS = 4_096;
const FAULT_MAX_LENGTH = 300;

/** A line of a list of people: somebody to be added, or what is wrong with it. */
export type UserLine = { readonly line: number } & (NewUserForm | { readonly fault: string });

interface RawLine {
  readonly line: number;
  readonly value?: unknown;
  readonly fault?: string;
}

/** The lines of a list by its media type. @throws Problem 400 for what is no such list as a whole, 415 */
export function userLines(mediaType: string, content: Buffer): UserLine[] {
  const read = READERS[mediaType];
  if (!read) throw new Problem(415, 'A list of people is text/csv or application/x-ndjson.');
  const lines = read(textOf(content));
  if (lines.length === 0) throw new Problem(400, 'There is nobody in the list.');
  if (lines.length > MOST_LINES) throw new Problem(400, `A list has ${MOST_LINES} lines at most.`);
  return lines.map(checked);
}

const READERS: Readonly<Record<string, ((text: string) => RawLine[]) | undefined>> = {
  'text/csv': csvLines,
  'application/x-ndjson': jsonLines,
};

function textOf(content: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(content);
  } catch {
    throw new Problem(400, 'The list is not UTF-8.');
  }
}

function csvLines(text: string): RawLine[] {
  const [head, ...records] = csvRecords(text);
  const names = head?.record.map((name) => name.trim()) ?? [];
  const unknown = names.some((name) => !COLUMNS.includes(name));
  if (unknown || !names.includes('login') || new Set(names).size < names.length)
    throw new Problem(
      400,
      `The first line names the columns: login, and if need be ${COLUMNS.slice(1).join(', ')}.`,
    );
  return records.map(({ record, info }) => {
    if (record.length !== names.length) return { line: info.lines, fault: 'has another number of columns' };
    const told = names.map((name, n) => [name, record[n]!.trim()]).filter(([, cell]) => cell !== '');
    return { line: info.lines, value: Object.fromEntries(told) as unknown };
  });
}

function csvRecords(text: string): { record: string[]; info: { lines: number } }[] {
  try {
    return parse(text, {
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      max_record_size: RECORD_MAX_CHARACTERS,
      to: MOST_LINES + 2,
    }) as unknown as { record: string[]; info: { lines: number } }[];
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new Problem(400, `The list is no CSV from line ${String(error['lines'])} on.`);
  }
}

function jsonLines(text: string): RawLine[] {
  return text.split('\n').flatMap((one, n) => (one.trim() === '' ? [] : [{ line: n + 1, ...jsonOf(one) }]));
}

function jsonOf(text: string): Omit<RawLine, 'line'> {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return { fault: 'is not JSON' };
  }
}

function checked({ line, value, fault }: RawLine): UserLine {
  if (fault !== undefined) return { line, fault };
  const { data, error } = NewUserForm.safeParse(value);
  if (error) return { line, fault: storable(sentencesOf(error.issues)) };
  const texts = [data.login, data.displayName ?? ''];
  if (texts.some((text) => text.includes('\0') || !text.isWellFormed()))
    return { line, fault: 'holds a character that cannot be kept' };
  return { line, ...data };
}

/** A sentence may repeat what somebody has sent. */
const storable = (sentence: string): string =>
  sentence.slice(0, FAULT_MAX_LENGTH).replaceAll('\0', '').toWellFormed();
