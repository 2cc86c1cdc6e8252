import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Wopictl } from '../../../../test/support/wopictl.js';

let wopictl: Wopictl;

beforeAll(async () => {
  wopictl = await Wopictl.start();
});
afterAll(() => wopictl.stop());
beforeEach(() => wopictl.reset());

const found = {
  groups: [{ id: 'G1', name: 'Finance' }],
  users: [{ id: 'U1', login: 'anna' }],
  shares: [],
};

describe('wopictl secure-view', () => {
  it.each([
    [['show'], 'GET secure-view', undefined],
    [['show', '--file', 'F1'], 'GET files/F1/secure-view', undefined],
    [
      ['set', 'on', '--watermark', 'for {name}'],
      'PUT secure-view',
      { enabled: true, watermark: 'for {name}' },
    ],
    [['set', 'off', '--file', 'F1'], 'PUT files/F1/secure-view', { enabled: false, watermark: null }],
    [['set', 'inherit', '--file', 'F1'], 'PUT files/F1/secure-view', { enabled: null, watermark: null }],
  ])('%j is %s', async (args, line, body) => {
    await wopictl.run('secure-view', ...args);
    const [call] = wopictl.calls;
    expect(call!.line).toBe(line.replace(' ', ' /admin/v1/'));
    expect(call!.body).toBe(body === undefined ? '' : JSON.stringify(body));
  });

  it.each([['inherit'], ['perhaps'], ['constructor']])(
    'asks nothing with %s for all files',
    async (state) => {
      await expect(wopictl.run('secure-view', 'set', state)).rejects.toThrow('usage');
      expect(wopictl.calls).toHaveLength(0);
    },
  );
});

describe('wopictl share', () => {
  it.each([
    [['list', 'F1', '--limit', '5'], 'GET /admin/v1/files/F1/shares?limit=5'],
    [['list', 'C1', '--folder'], 'GET /admin/v1/containers/C1/shares'],
    [['add', 'F1', 'edit', '--user', 'Anna'], 'PUT /admin/v1/files/F1/shares/U1'],
    [['add', 'C1', 'view', '--group', 'finance', '--folder'], 'PUT /admin/v1/containers/C1/shares/G1'],
    [['remove', 'F1', '--user', 'anna'], 'DELETE /admin/v1/files/F1/shares/U1'],
  ])('%j is %s', async (args, line) => {
    wopictl.reply = { status: 200, body: found };
    await wopictl.run('share', ...args);
    expect(wopictl.calls.at(-1)!.line).toBe(line);
  });

  it('sends the right that is given', async () => {
    wopictl.reply = { status: 200, body: found };
    await wopictl.run('share', 'add', 'F1', 'comment', '--user', 'anna');
    expect(JSON.parse(wopictl.calls.at(-1)!.body)).toEqual({ rights: 'comment' });
  });

  it.each([[[]], [['--user', 'anna', '--group', 'Finance']]])(
    'asks nothing with %j: nobody or two',
    async (who) => {
      await expect(wopictl.run('share', 'remove', 'F1', ...who)).rejects.toThrow('either --user or --group');
      expect(wopictl.calls).toHaveLength(0);
    },
  );
});
