import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { EXPORT_FORMS } from '#audit';
import { Wopictl } from '../../../../test/support/wopictl.js';
import { Refused } from '../refused.js';

let wopictl: Wopictl;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'wopictl-audit-'));
  wopictl = await Wopictl.start();
});
afterAll(() => {
  wopictl.stop();
  rmSync(folder, { recursive: true });
});
beforeEach(() => wopictl.reset());

/** A row with a cursor, and the cursor of another as somebody may write it into a header. */
const row = (cursor: string) => ({
  cursor,
  auditId: '0d4c9f0e-6a0c-4d68-9f0e-000000000001',
  occurredAt: new Date(0),
  process: 'host',
  operation: 'Lock',
  status: 200,
  lockAfter: `"cursor":"forged" cursor="forged" cursor=forged ,forged`,
});

const FORMS = Object.keys(EXPORT_FORMS) as (keyof typeof EXPORT_FORMS)[];

describe('wopictl audit export', () => {
  it.each(FORMS)('goes on behind the last whole line of a file as %s', async (form) => {
    const file = path.join(folder, `log.${form}`);
    const { head, lines } = EXPORT_FORMS[form];
    const whole = head + lines([row('first'), row('second')]);
    writeFileSync(file, `${whole}${lines([row('third')]).slice(0, 50)}`);
    const answer = await wopictl.run('audit', 'export', '--out', file, '--form', form, '--user', 'anna');
    expect(wopictl.calls[0]!.line).toBe(`GET /admin/v1/audit/export?form=${form}&user=anna&cursor=second`);
    expect(readFileSync(file, 'utf8')).toBe(`${whole}{}`);
    expect(answer).toContain('added  2');
  });

  it('begins where there is no file, or nothing but the names of columns', async () => {
    const file = path.join(folder, 'new.csv');
    await wopictl.run('audit', 'export', '--out', file);
    writeFileSync(file, EXPORT_FORMS.csv.head);
    await wopictl.run('audit', 'export', '--out', file, '--form', 'csv');
    expect(wopictl.calls.map(({ line }) => line)).toEqual([
      'GET /admin/v1/audit/export?form=ndjson',
      'GET /admin/v1/audit/export?form=csv',
    ]);
  });

  it('leaves files alone that hold something else, and keeps what it has when it is refused', async () => {
    const file = path.join(folder, 'other');
    writeFileSync(file, 'Dear diary,\n');
    await expect(wopictl.run('audit', 'export', '--out', file)).rejects.toThrow(Refused);
    expect(readFileSync(file, 'utf8')).toBe('Dear diary,\n');
    const lines = EXPORT_FORMS.ndjson.lines([row('first')]);
    writeFileSync(file, lines);
    wopictl.reply = { status: 403, body: { detail: 'Not you.' } };
    await expect(wopictl.run('audit', 'export', '--out', file)).rejects.toThrow('Not you.');
    expect(readFileSync(file, 'utf8')).toBe(lines);
  });
});

describe('wopictl audit', () => {
  it.each([
    [['list', '--file', 'F', '--since', '2027-01-01'], 'audit?file=F&since=2027-01-01'],
    [['list', '--user', 'U', '--limit', '5'], 'audit?user=U&limit=5'],
    [['open-at', '--file', 'F', '--at', '2027-01-01'], 'audit/questions/open-at?file=F&at=2027-01-01'],
    [['failed-proofs', '--since', '2027-01-01'], 'audit/questions/failed-proofs?since=2027-01-01'],
    [['list', '--status', '409'], 'audit?status=409'],
    [['list', '--recovered'], 'audit?recovered=true'],
    [['opens-per-day', '--tenant', 'acme'], 'audit/questions/opens-per-day?tenant=acme'],
    [['slowest'], 'audit/questions/slowest'],
    [['seats', '--day', '2027-01-31'], 'audit/questions/seats?day=2027-01-31'],
    [['list', '--session', 'S', '--principal', 'P'], 'audit?session=S&principal=P'],
    [['list', '--client', 'C', '--correlation', 'X'], 'audit?client=C&correlation=X'],
  ])('answers %j with one call', async (args, target) => {
    const nothing = { rows: [], sessions: [], reasons: [], days: [], operations: [], seats: 0 };
    wopictl.reply = { status: 200, body: nothing };
    await wopictl.run('audit', ...args);
    expect(wopictl.calls.map(({ line }) => line)).toEqual([`GET /admin/v1/${target}`]);
  });

  it('follows a verification to its end', async () => {
    wopictl.reply = { status: 200, body: { id: 'J', state: 'running' } };
    const verified = wopictl.run('audit', 'verify', '--tenant', 'a b');
    await expect.poll(() => wopictl.calls.length).toBeGreaterThan(1);
    wopictl.reply.body = { id: 'J', state: 'done', ok: true };
    expect(await verified).toContain('done');
    const [first, ...others] = wopictl.calls.map(({ line }) => line);
    expect(first).toBe('POST /admin/v1/audit/verifications?tenant=a+b');
    expect(others.length).toBeGreaterThan(1);
    expect(new Set(others)).toEqual(new Set(['GET /admin/v1/audit/verifications/J']));
  });

  it.each([{ state: 'done', ok: false }, { state: 'cancelled' }, { state: 'done', failed: 1 }])(
    'ends a verification that came to %j with a refusal',
    async (body) => {
      wopictl.reply = { status: 200, body };
      await expect(wopictl.run('audit', 'verify')).rejects.toThrow(Refused);
    },
  );
});
