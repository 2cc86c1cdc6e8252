import { stringify } from 'csv-stringify/sync';
import type { AuditRow } from '../audit-row.js';
import { cefOf } from './cef.js';
import { syslogOf } from './syslog.js';

/** The members of a row in the order of CSV's columns. */
const COLUMNS = [
  'occurredAt',
  'auditId',
  'process',
  'operation',
  'status',
  'fileId',
  'containerId',
  'userId',
  'principalId',
  'sessionId',
  'client',
  'instanceId',
  'keyId',
  'proof',
  'lockBefore',
  'lockAfter',
  'versionBefore',
  'versionAfter',
  'correlationId',
  'wopiSessionId',
  'deviceId',
  'clientVersion',
  'remoteAddress',
  'bytesIn',
  'bytesOut',
  'milliseconds',
  'upstreamMilliseconds',
  'detail',
  'cursor',
] as const satisfies readonly (keyof AuditRow)[];

interface ExportForm {
  readonly type: string;
  /** What comes first in the whole. */
  readonly head: string;
  readonly lines: (rows: readonly AuditRow[]) => string;
}

const eachLine = (form: (row: AuditRow) => string) => (rows: readonly AuditRow[]) =>
  rows.map((row) => `${form(row)}\n`).join('');

/** A spreadsheet takes a cell that begins so for a formula. */
const FORMULA = /^[=+\-@\t\r]/;
const csvCell = (value: string) => (FORMULA.test(value) ? `'${value}` : value);

/** The forms in which the log leaves. Each row carries its cursor, so that a reading that broke off goes on after its last line. */
export const EXPORT_FORMS = {
  ndjson: { type: 'application/x-ndjson', head: '', lines: eachLine((row) => JSON.stringify(row)) },
  csv: {
    type: 'text/csv; charset=utf-8',
    head: `${COLUMNS.join()}\n`,
    lines: (rows) =>
      stringify(rows as AuditRow[], {
        columns: [...COLUMNS],
        cast: { date: (at) => at.toISOString(), object: (value) => JSON.stringify(value), string: csvCell },
      }),
  },
  syslog: { type: 'text/plain; charset=utf-8', head: '', lines: eachLine(syslogOf) },
  cef: { type: 'text/plain; charset=utf-8', head: '', lines: eachLine(cefOf) },
} as const satisfies Record<string, ExportForm>;

export type ExportFormName = keyof typeof EXPORT_FORMS;

export const EXPORT_FORM_NAMES = Object.keys(EXPORT_FORMS) as [ExportFormName, ...ExportFormName[]];
