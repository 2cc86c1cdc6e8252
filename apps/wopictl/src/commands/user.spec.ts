import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Wopictl } from '../../../../test/support/wopictl.js';

let wopictl: Wopictl;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'wopictl-user-'));
  wopictl = await Wopictl.start();
});
afterAll(() => {
  wopictl.stop();
  rmSync(folder, { recursive: true });
});
beforeEach(() => wopictl.reset());

/** The call that changes something, after those that find the person. */
const lastCall = () => {
  const { line, body } = wopictl.calls.at(-1)!;
  return [line, JSON.parse(body) as unknown];
};

describe('wopictl user', () => {
  it('adds a person', async () => {
    await wopictl.run('user', 'add', 'ada', '--name', 'Ada Lovelace', '--administrator');
    const wish = { login: 'ada', displayName: 'Ada Lovelace', role: 'administrator' };
    expect(lastCall()).toEqual(['POST /admin/v1/users', wish]);
    await wopictl.run('user', 'add', 'bob');
    expect(lastCall()).toEqual(['POST /admin/v1/users', { login: 'bob' }]);
  });

  it('adds the people of a list', async () => {
    const list = path.join(folder, 'people.CSV');
    writeFileSync(list, 'login\nada\n');
    await wopictl.run('user', 'import', list);
    const { line, headers, body } = wopictl.calls.at(-1)!;
    expect([line, headers['content-type'], body]).toEqual([
      'POST /admin/v1/bulk/users/import',
      'text/csv',
      'login\nada\n',
    ]);
  });

  it('takes a second factor away', async () => {
    wopictl.reply = { status: 200, body: { users: [{ login: 'ada', id: 'u1' }] } };
    expect(await wopictl.run('user', 'reset-second-factor', 'Ada')).toBe('reset\n');
    expect(wopictl.calls.at(-1)).toMatchObject({
      line: 'DELETE /admin/v1/users/u1/second-factor',
      body: '',
    });
    wopictl.reply = { status: 200, body: { users: [] } };
    await expect(wopictl.run('user', 'reset-second-factor', 'ada')).rejects.toThrow('There is no person');
    expect(wopictl.calls.at(-1)!.line).toMatch(/^GET /);
  });

  it('sets a first password, made or from a file', async () => {
    wopictl.reply = { status: 200, body: { users: [{ login: 'ada', id: 'u1' }], password: 'made' } };
    expect(await wopictl.run('user', 'password', 'Ada')).toContain('made');
    expect(lastCall()).toEqual(['POST /admin/v1/users/u1/first-password', {}]);
    const file = path.join(folder, 'password');
    writeFileSync(file, 'from a file\nnot this\n');
    await wopictl.run('user', 'password', 'ada', '--hours', '8', '--from-file', file);
    expect(lastCall()).toEqual([
      'POST /admin/v1/users/u1/first-password',
      { hours: 8, password: 'from a file' },
    ]);
  });
});
