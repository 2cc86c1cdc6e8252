import type { AuditRow } from '../audit-row.js';
import { memberText } from './member-text.js';

/** RFC 5424: facility 13 is "log audit"; severity 4 is a warning, 6 informational. */
const FACILITY = 13;
const priorityOf = ({ status }: AuditRow) => FACILITY * 8 + (status >= 400 ? 4 : 6);

/** Section 6.3.3: quotation mark, backslash and closing bracket are escaped. Control characters could end the line. */
const escape = (value: string) => value.replaceAll(/[\p{Cc}]/gu, ' ').replaceAll(/["\\\]]/g, String.raw`\$&`);

/** 32473 is the number that RFC 5612 keeps for examples and for products without one of their own. */
const SD_ID = 'audit@32473';

/** A row as one line of RFC 5424, its members as structured data. */
export function syslogOf(row: AuditRow): string {
  const { occurredAt, process, operation, ...members } = row;
  const data = Object.entries(members).map(([name, value]) => ` ${name}="${escape(memberText(value))}"`);
  const head = `<${priorityOf(row)}>1 ${occurredAt.toISOString()} - wopi-gateway-${process} - ${operation}`;
  return `${head} [${SD_ID}${data.join('')}]`;
}
