import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Wopictl } from '../../../../test/support/wopictl.js';

let wopictl: Wopictl;

beforeAll(async () => {
  wopictl = await Wopictl.start();
});
afterAll(() => wopictl.stop());
beforeEach(() => wopictl.reset());

describe('wopictl for jobs, bulk operations and webhooks', () => {
  it.each([
    [['job', 'list', '--state', 'running'], 'GET jobs?state=running', undefined],
    [['job', 'show', 'J'], 'GET jobs/J', undefined],
    [['job', 'items', 'J', '--outcome', 'refused'], 'GET jobs/J/items?outcome=refused', undefined],
    [['job', 'cancel', 'J'], 'POST jobs/J/cancel', {}],
    [['bulk', 'revoke-sessions', 'A', 'B'], 'POST bulk/sessions', { action: 'revoke', ids: ['A', 'B'] }],
    [['bulk', 'disable-users', 'A'], 'POST bulk/users', { action: 'deactivate', ids: ['A'] }],
    [['bulk', 'restore-files', 'A'], 'POST bulk/files', { action: 'restore', ids: ['A'] }],
    [
      ['bulk', 'pin-versions', 'F:1', 'G:2'],
      'POST bulk/versions',
      {
        action: 'pin',
        versions: [
          { file: 'F', version: '1' },
          { file: 'G', version: '2' },
        ],
      },
    ],
    [
      ['bulk', 'delete-versions', 'F:1'],
      'POST bulk/versions',
      { action: 'delete', versions: [{ file: 'F', version: '1' }] },
    ],
    [['webhook', 'list'], 'GET webhooks', undefined],
    [
      ['webhook', 'add', 'https://app.example/', 'saved', 'closed'],
      'POST webhooks',
      { url: 'https://app.example/', events: ['saved', 'closed'] },
    ],
    [['webhook', 'pause', 'W'], 'PATCH webhooks/W', { active: false }],
    [['webhook', 'resume', 'W'], 'PATCH webhooks/W', { active: true }],
    [['webhook', 'remove', 'W'], 'DELETE webhooks/W', undefined],
    [
      ['webhook', 'deliveries', 'W', '--state', 'given-up'],
      'GET webhooks/W/deliveries?state=given-up',
      undefined,
    ],
    [['webhook', 'replay', 'W', 'D', 'E'], 'POST webhooks/W/replay', { deliveries: ['D', 'E'] }],
    [['webhook', 'rotate', 'W', '--overlap-hours', '2'], 'POST webhooks/W/rotate', { overlapHours: 2 }],
  ])('%j asks for %s', async (args, line, body) => {
    wopictl.reply = { status: 200, body: { jobs: [], items: [], webhooks: [], deliveries: [] } };
    await wopictl.run(...args);
    expect(wopictl.calls[0]!.line).toBe(line.replace(' ', ' /admin/v1/'));
    expect(wopictl.calls[0]!.body).toBe(body === undefined ? '' : JSON.stringify(body));
  });
});
