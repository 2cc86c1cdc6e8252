import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Wopictl } from '../../../../test/support/wopictl.js';

let wopictl: Wopictl;

beforeAll(async () => {
  wopictl = await Wopictl.start();
});
afterAll(() => wopictl.stop());
beforeEach(() => wopictl.reset());

describe('wopictl tenant, instance and key', () => {
  it('registers tenants, instances and keys', async () => {
    await wopictl.run('tenant', 'add', 'Example Ltd', '--plan', 'business');
    await wopictl.run(
      'instance',
      'add',
      'Example Ltd',
      '--url',
      'https://c.example/wopi/files/',
      '--mode',
      'attested',
      '--private',
    );
    await wopictl.run('key', 'add', 'Example Ltd', '--secret', 's3cret');
    await wopictl.run('key', 'add', 'Example Ltd');
    expect(wopictl.calls.map(({ line, body }) => [line, JSON.parse(body)])).toEqual([
      ['POST /admin/v1/tenants', { name: 'Example Ltd', plan: 'business' }],
      [
        'POST /admin/v1/tenants/Example%20Ltd/instances',
        { filesUrl: 'https://c.example/wopi/files/', mode: 'attested', privateNetwork: true },
      ],
      ['POST /admin/v1/tenants/Example%20Ltd/keys', { secret: 's3cret' }],
      ['POST /admin/v1/tenants/Example%20Ltd/keys', {}],
    ]);
  });

  it('changes what was said, and nothing else', async () => {
    await wopictl.run(
      'tenant',
      'set',
      'one',
      '--valid-until',
      '2027-12-31',
      '--max-file-mib',
      'none',
      '--soft-proof',
      'on',
    );
    await wopictl.run(
      'tenant',
      'set',
      'one',
      '--contact',
      'Ada <ada@example.com>',
      '--contact',
      'Bo <bo@example.com>',
    );
    await wopictl.run('tenant', 'suspend', 'one', '--now');
    await wopictl.run('tenant', 'resume', 'one');
    await wopictl.run(
      'instance',
      'set',
      'one',
      'i1',
      '--mode',
      'resign',
      '--no-private',
      '--origin',
      'https://c.example',
    );
    await wopictl.run('key', 'rotate', 'one');
    await wopictl.run('key', 'retire', 'one', 'k1');
    await wopictl.run('key', 'revoke', 'one', 'k1', '--now');
    expect(wopictl.calls.map(({ line, body }) => [line, body && JSON.parse(body)])).toEqual([
      [
        'PATCH /admin/v1/tenants/one',
        { validUntil: '2027-12-31T00:00:00.000Z', policy: { softProof: true }, limits: { maxFileMib: null } },
      ],
      [
        'PATCH /admin/v1/tenants/one',
        {
          contacts: [
            { name: 'Ada', email: 'ada@example.com' },
            { name: 'Bo', email: 'bo@example.com' },
          ],
        },
      ],
      ['POST /admin/v1/tenants/one/suspension', { now: true }],
      ['DELETE /admin/v1/tenants/one/suspension', ''],
      [
        'PATCH /admin/v1/tenants/one/instances/i1',
        { mode: 'resign', privateNetwork: false, browserOrigins: ['https://c.example'] },
      ],
      ['POST /admin/v1/tenants/one/keys/rotate', {}],
      ['PATCH /admin/v1/tenants/one/keys/k1', { state: 'retiring' }],
      ['DELETE /admin/v1/tenants/one/keys/k1?now=true', ''],
    ]);
  });

  it('prints settings to paste, and a report with what to change', async () => {
    wopictl.reply = {
      status: 200,
      body: {
        instances: [{ instanceId: 'i1' }],
        files: [{ where: 'config.php', text: 'x => y' }],
        notes: ['mind it'],
      },
    };
    expect(await wopictl.run('instance', 'onboarding', 'one')).toBe('# config.php\nx => y\n\n- mind it\n');
    expect(wopictl.calls.map(({ line }) => line)).toEqual([
      'GET /admin/v1/tenants/one/instances',
      'GET /admin/v1/tenants/one/instances/i1/onboarding',
    ]);
    const findings = [
      { check: 'php', outcome: 'failed', tried: 'GET status.php', seen: 'PHP 5.6', change: 'Upgrade it.' },
      { check: 'clock', outcome: 'passed', tried: 'GET x', seen: '0 seconds ahead' },
    ];
    const changes = [{ check: 'php', from: 'skipped', to: 'failed' }];
    const before = { madeAt: '2026-01-01T00:00:00.000Z' };
    wopictl.reply = { status: 201, body: { passed: false, findings, changes, before } };
    expect(await wopictl.run('instance', 'verify', 'one', 'i1')).toBe(
      'FAIL  php           PHP 5.6\n      GET status.php\n      > Upgrade it.\n' +
        'ok    clock         0 seconds ahead\n      GET x\n' +
        '\nsince 2026-01-01T00:00:00.000Z\nphp: skipped -> failed\n\nThe instance is not ready.\n',
    );
  });

  it('shows a tenant as tables', async () => {
    const instances = [
      { instanceId: 'i1', filesUrl: 'https://c.example/', mode: 'attested', privateNetwork: false },
    ];
    wopictl.reply = { status: 200, body: { name: 'one', plan: 'business', instances, keys: [] } };
    expect(await wopictl.run('tenant', 'show', 'one')).toBe(
      'name  one\nplan  business\n\n' +
        'INSTANCEID  FILESURL            MODE      PRODUCT  PRIVATENETWORK\n' +
        'i1          https://c.example/  attested           false\n\n' +
        'KEYID  PURPOSE  STATE  CREATEDAT  SAVESUNTIL\n',
    );
  });
});
