import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Wopictl } from '../../../../test/support/wopictl.js';

let wopictl: Wopictl;

beforeAll(async () => {
  wopictl = await Wopictl.start();
});
afterAll(() => wopictl.stop());
beforeEach(() => wopictl.reset());

const found = {
  groups: [
    { id: 'G0', name: 'Finance East' },
    { id: 'G1', name: 'Finance' },
  ],
  users: [{ id: 'U1', login: 'anna' }],
};

describe('wopictl group', () => {
  it.each([
    [['join', 'finance', 'Anna'], 'PUT /admin/v1/groups/G1/members/U1'],
    [['leave', 'Finance', 'anna'], 'DELETE /admin/v1/groups/G1/members/U1'],
    [['grant', 'Finance', 'viewer'], 'PUT /admin/v1/groups/G1/roles/viewer'],
    [['deny', 'Finance', 'viewer'], 'DELETE /admin/v1/groups/G1/roles/viewer'],
    [['members', 'Finance', '--limit', '5'], 'GET /admin/v1/groups/G1/members?limit=5'],
    [['remove', 'Finance'], 'DELETE /admin/v1/groups/G1'],
  ])('%j is %s', async (args, line) => {
    wopictl.reply = { status: 200, body: { ...found, members: [] } };
    await wopictl.run('group', ...args);
    expect(wopictl.calls.at(-1)!.line).toBe(line);
  });

  it('changes nothing where there is no group of exactly this name', async () => {
    wopictl.reply = { status: 200, body: { groups: [{ id: 'G0', name: 'Finance East' }] } };
    await expect(wopictl.run('group', 'grant', 'finance', 'owner')).rejects.toThrow('There is no group');
    expect(wopictl.calls).toHaveLength(1);
  });
});
