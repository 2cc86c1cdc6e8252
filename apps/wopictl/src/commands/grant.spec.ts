import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { Wopictl } from '../../../../test/support/wopictl.js';
import { UsageError } from '../program.js';

let wopictl: Wopictl;

beforeAll(async () => {
  wopictl = await Wopictl.start();
});
afterAll(() => wopictl.stop());
beforeEach(() => wopictl.reset());

it('lists grants, and leads on', async () => {
  const grant = { id: 'G1', user: 'anna', clientId: 'office-mobile', sessions: 2 };
  wopictl.reply = { status: 200, body: { grants: [grant], next: 'abc' } };
  const shown = await wopictl.run('grant', 'list', '--user', 'anna', '--client', 'office-mobile');
  expect(shown).toMatch(/^USER +CLIENTID .*\nanna +office-mobile .*2 +G1\nmore: --cursor abc\n$/);
  expect(wopictl.calls[0]!.line).toBe('GET /admin/v1/grants?user=anna&client=office-mobile');
});

it('ends one', async () => {
  wopictl.reply = { status: 204, body: undefined };
  expect(await wopictl.run('grant', 'revoke', 'G1')).toBe('1 revoked\n');
  expect(wopictl.calls[0]!.line).toBe('DELETE /admin/v1/grants/G1');
});

it('ends those of a person, or of an app', async () => {
  wopictl.reply = { status: 200, body: { revoked: 3 } };
  expect(await wopictl.run('grant', 'revoke', '--user', 'anna')).toBe('3 revoked\n');
  await wopictl.run('grant', 'revoke', '--client', 'office-mobile');
  expect(wopictl.calls.map(({ line, body }) => [line, JSON.parse(body)])).toEqual([
    ['POST /admin/v1/grants/revoke', { user: 'anna' }],
    ['POST /admin/v1/grants/revoke', { client: 'office-mobile' }],
  ]);
});

it.each([[[]], [['G1', '--user', 'anna']]])('does not understand revoke %j', async (args) => {
  await expect(wopictl.run('grant', 'revoke', ...args)).rejects.toBeInstanceOf(UsageError);
});
