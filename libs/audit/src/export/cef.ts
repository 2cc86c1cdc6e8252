import type { AuditRow } from '../audit-row.js';
import { memberText } from './member-text.js';

/** Names of CEF's dictionary for those members that have one; the others keep their own. */
const NAMES: Partial<Record<keyof AuditRow, string>> = {
  auditId: 'externalId',
  fileId: 'fileId',
  userId: 'suid',
  remoteAddress: 'src',
  client: 'requestClientApplication',
  bytesIn: 'in',
  bytesOut: 'out',
  status: 'outcome',
  process: 'dproc',
};

const flat = (value: string) => value.replaceAll(/\r?\n|[\p{Cc}]/gu, ' ');
const headerField = (value: string) => flat(value).replaceAll(/[\\|]/g, String.raw`\$&`);
const extensionValue = (value: string) => flat(value).replaceAll(/[\\=]/g, String.raw`\$&`);

/** A row as one line of ArcSight's Common Event Format, version 0. */
export function cefOf(row: AuditRow): string {
  const { occurredAt, operation, ...members } = row;
  const severity = row.status >= 500 ? 6 : row.status >= 400 ? 4 : 1;
  const head = ['CEF:0', 'WOPI Gateway', 'wopi-gateway', '1', operation, operation, String(severity)];
  const extension = Object.entries(members).map(
    ([name, value]) => `${NAMES[name as keyof AuditRow] ?? name}=${extensionValue(memberText(value))}`,
  );
  return `${head.map(headerField).join('|')}|rt=${occurredAt.getTime()} ${extension.join(' ')}`;
}
