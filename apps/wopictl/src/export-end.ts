import { type FileHandle } from 'node:fs/promises';
import { Refused } from './refused.js';

/** More than the longest line of an export. */
const TAIL_BYTES = 4 * 1024 * 1024;

/** The cursor at the end of a line, in each form. */
const CURSORS = {
  ndjson: /"cursor":"([\w-]+)"/,
  csv: /,([\w-]+)$/,
  syslog: / cursor="([\w-]+)"/,
  cef: / cursor=([\w-]+)(?: |$)/,
} as const;

/** The forms of an export. */
export type ExportForm = keyof typeof CURSORS;
export const EXPORT_FORMS = Object.keys(CURSORS) as ExportForm[];

/** Where a file with an export goes on: behind its last whole line. */
export interface ExportEnd {
  readonly bytes: number;
  /** Of the last line; undefined where there is none but a line of column names. */
  readonly cursor: string | undefined;
}

/** @throws Refused when the file holds something else */
export async function exportEnd(handle: FileHandle, form: ExportForm): Promise<ExportEnd> {
  const { size } = await handle.stat();
  const start = Math.max(0, size - TAIL_BYTES);
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(size - start), 0, size - start, start);
  const tail = buffer.subarray(0, bytesRead);
  const lineEnd = tail.lastIndexOf('\n');
  // Nothing whole: begin anew, unless all that was read is the middle of something else.
  if (lineEnd < 0 && start === 0) return { bytes: 0, cursor: undefined };
  const line = tail.subarray(tail.lastIndexOf('\n', lineEnd - 1) + 1, lineEnd).toString();
  const cursor = CURSORS[form].exec(line)?.[1];
  if (cursor === 'cursor' && form === 'csv') return { bytes: 0, cursor: undefined };
  if (cursor === undefined) throw new Refused(`The file holds something else than an export as ${form}.`);
  return { bytes: start + lineEnd + 1, cursor };
}
