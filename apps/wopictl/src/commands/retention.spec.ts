import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Wopictl } from '../../../../test/support/wopictl.js';
import { UsageError } from '../program.js';
import { Refused } from '../refused.js';

let wopictl: Wopictl;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'wopictl-'));
  wopictl = await Wopictl.start();
});
afterAll(() => {
  wopictl.stop();
  rmSync(folder, { recursive: true });
});
beforeEach(() => wopictl.reset());

describe('wopictl for versions, retention and the recovery bin', () => {
  it.each([
    [['version', 'list', 'F'], 'GET files/F/versions', undefined],
    [['version', 'show', 'F', '2'], 'GET files/F/versions/2', undefined],
    [['version', 'restore', 'F', '2'], 'POST files/F/versions/2/restore', {}],
    [['version', 'pin', 'F', '2'], 'PATCH files/F/versions/2', { pinned: true }],
    [['version', 'unpin', 'F', '2'], 'PATCH files/F/versions/2', { pinned: false }],
    [['version', 'label', 'F', '2', 'As sent'], 'PATCH files/F/versions/2', { label: 'As sent' }],
    [['version', 'label', 'F', '2'], 'PATCH files/F/versions/2', { label: null }],
    [['retention', 'show'], 'GET retention', undefined],
    [
      ['retention', 'set', '--max-versions', '7', '--max-age-days', 'none'],
      'PATCH retention',
      { maxVersions: 7, maxAgeDays: null },
    ],
    [['retention', 'purge', '--preview'], 'POST retention/purge', { preview: true }],
    [['storage', 'show'], 'GET storage', undefined],
    [['storage', 'set', '--quota', '1000000'], 'PATCH storage', { quotaBytes: 1_000_000 }],
    [['storage', 'set', '--quota', 'none'], 'PATCH storage', { quotaBytes: null }],
    [['file', 'deleted'], 'GET deleted-files', undefined],
    [['file', 'restore', 'F'], 'POST deleted-files/F/restore', {}],
    [['hold', 'list'], 'GET retention/holds', undefined],
    [
      ['hold', 'place', '--file', 'F', '--version', '2', '--reason', 'Case 7'],
      'POST retention/holds',
      { file: 'F', version: '2', reason: 'Case 7' },
    ],
    [['hold', 'release', 'H'], 'DELETE retention/holds/H', undefined],
    [['recovered', 'list'], 'GET recovered', undefined],
    [['recovered', 'restore', 'R', '--as', 'file'], 'POST recovered/R/restore', { as: 'file' }],
    [['recovered', 'purge', 'R'], 'DELETE recovered/R', undefined],
  ])('%j asks for %s', async (args, line, body) => {
    wopictl.reply = { status: 200, body: { versions: [], holds: [], recovered: [], deleted: [] } };
    await wopictl.run(...args);
    expect(wopictl.calls[0]!.line).toBe(line.replace(' ', ' /admin/v1/'));
    expect(wopictl.calls[0]!.body).toBe(body === undefined ? '' : JSON.stringify(body));
  });

  it('writes a download into a new file, and over none that is there', async () => {
    wopictl.reply = { status: 200, body: 'the content' };
    const file = path.join(folder, 'download.docx');
    expect(await wopictl.run('recovered', 'download', 'R', file)).toContain(file);
    expect(wopictl.calls[0]!.line).toBe('GET /admin/v1/recovered/R/content');
    expect(readFileSync(file, 'utf8')).toBe('"the content"');
    await expect(wopictl.run('version', 'download', 'F', '1', file)).rejects.toThrow(Refused);
    expect(readFileSync(file, 'utf8')).toBe('"the content"');
    wopictl.reply = { status: 404, body: { detail: 'There is no such version.' } };
    const none = path.join(folder, 'none.docx');
    await expect(wopictl.run('version', 'download', 'F', '9', none)).rejects.toThrow(
      'There is no such version.',
    );
    expect(existsSync(none)).toBe(false);
  });

  it.each([
    [['retention', 'set']],
    [['retention', 'set', '--max-versions', 'many']],
    [['hold', 'place']],
    [['recovered', 'restore', 'R', '--as', 'copy']],
  ])('does not understand %j', async (args) => {
    await expect(wopictl.run(...args)).rejects.toThrow(UsageError);
    expect(wopictl.calls).toEqual([]);
  });
});
