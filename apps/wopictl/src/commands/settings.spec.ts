import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { Wopictl } from '../../../../test/support/wopictl.js';

let wopictl: Wopictl;

beforeAll(async () => {
  wopictl = await Wopictl.start();
});
afterAll(() => wopictl.stop());

beforeEach(() => {
  wopictl.reset();
  const all = ['a1', 'b2'];
  const body = {
    processes: [
      { id: 'a1', process: 'host' },
      { id: 'b2', process: 'admin' },
    ],
    settings: [
      { name: 'LOG_LEVEL', secret: false, values: [{ origin: 'default', value: 'info', processes: all }] },
      { name: 'ENCRYPTION_KEY', secret: true, values: [{ origin: 'set', processes: all }] },
      {
        name: 'MAX_FILE_MIB',
        secret: false,
        values: [
          { origin: 'set', value: '64', processes: ['a1'] },
          { origin: 'default', value: '2048', processes: ['b2'] },
        ],
      },
    ],
    changeable: { storage: { quotaBytes: null }, 'secure-view': { enabled: true } },
  };
  wopictl.reply = { status: 200, body };
});

it('shows all that holds', async () => {
  expect(await wopictl.run('settings')).toBe(
    `NAME            VALUE  ORIGIN   PROCESSES
LOG_LEVEL       info   default  all
ENCRYPTION_KEY  ***    set      all
MAX_FILE_MIB    64     set      host a1
MAX_FILE_MIB    2048   default  admin b2

NAME                 VALUE
storage.quotaBytes   none
secure-view.enabled  true
`,
  );
  expect(wopictl.calls[0]!.line).toBe('GET /admin/v1/settings');
});

it('shows what was set, or what differs', async () => {
  expect(await wopictl.run('settings', '--set')).not.toContain('LOG_LEVEL');
  const different = await wopictl.run('settings', '--different');
  expect(different.split('\n').map((line) => line.split(' ')[0])).toEqual([
    'NAME',
    'MAX_FILE_MIB',
    'MAX_FILE_MIB',
    '',
  ]);
});
