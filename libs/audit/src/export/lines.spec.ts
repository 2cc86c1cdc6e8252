import { describe, expect, it } from 'vitest';
import type { AuditRow } from '../audit-row.js';
import { EXPORT_FORMS } from './lines.js';

const row: AuditRow = {
  auditId: '0d4c9f0e-6a0c-4d68-9f0e-000000000001',
  cursor: 'c',
  occurredAt: new Date('2026-01-02T03:04:05.678Z'),
  process: 'host',
  operation: 'PutFile',
  status: 409,
  lockBefore: '=cmd|"a",]\\b\n<2',
  bytesIn: 12,
  detail: { reason: 'x' },
};

describe('an export', () => {
  it('is NDJSON', () => {
    const lines = EXPORT_FORMS.ndjson.lines([row, row]).trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([
      { ...row, occurredAt: row.occurredAt.toISOString() },
      { ...row, occurredAt: row.occurredAt.toISOString() },
    ]);
  });

  it('is CSV whose cells no spreadsheet takes for formulas', () => {
    const columns = EXPORT_FORMS.csv.head.trimEnd().split(',');
    const text = EXPORT_FORMS.csv.lines([row]);
    expect(text).toMatch(/^2026-01-02T03:04:05\.678Z,0d4c9f0e/);
    expect(text).toContain(`"'=cmd|""a"",]\\b\n<2"`);
    expect(columns.at(-1)).toBe('cursor');
  });

  it('is syslog in which no value ends the line or its element', () => {
    const line = EXPORT_FORMS.syslog.lines([row]);
    expect(line).toMatch(/^<108>1 2026-01-02T03:04:05\.678Z - wopi-gateway-host - PutFile \[audit@32473 /);
    expect(line).toContain(String.raw`lockBefore="=cmd|\"a\",\]\\b <2"`);
    expect(line.split('\n')).toHaveLength(2);
  });

  it('is CEF in which no value ends a field', () => {
    const line = EXPORT_FORMS.cef.lines([{ ...row, operation: 'a|b' }]);
    expect(line).toMatch(/^CEF:0\|WOPI Gateway\|wopi-gateway\|1\|a\\\|b\|a\\\|b\|4\|rt=1767323045678 /);
    expect(line).toContain(String.raw`lockBefore=\=cmd|"a",]\\b <2`);
    expect(line.split('\n')).toHaveLength(2);
  });
});
