import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Wopictl } from '../../../../test/support/wopictl.js';

let wopictl: Wopictl;

beforeAll(async () => {
  wopictl = await Wopictl.start();
});
afterAll(() => wopictl.stop());
beforeEach(() => wopictl.reset());

const done = (body: object = {}) => ({ status: 200, body });
const refused = (detail: string) => ({ status: 409, body: { detail } });
const SETTINGS = { files: [{ where: '.env', text: 'KEY=once' }], notes: ['Restart it.'], keyId: 'k1' };
const report = (passed: boolean) => ({
  passed,
  findings: [{ check: 'tls', outcome: passed ? 'passed' : 'failed', tried: 'a call', seen: 'an answer' }],
  changes: [],
});
/** The calls after the first one, which only sees whether there is an answer. */
const made = () => wopictl.calls.slice(1).map(({ line, body }) => [line, JSON.parse(body) as unknown]);

describe('wopictl tenant wizard', () => {
  it('leads from a name to an instance that works', async () => {
    wopictl.typed = ['acme', '', '', 'ocis', 'https://ocis.example/wopi/files/', ''];
    wopictl.typed.push('', '', '');
    wopictl.replies = [
      done(),
      done(),
      done({ instanceId: 'i1' }),
      done(SETTINGS),
      done(report(false)),
      refused('It was looked at a moment ago.'),
      done(report(true)),
    ];
    const shown = await wopictl.run('tenant', 'wizard');
    const instance = { filesUrl: 'https://ocis.example/wopi/files/', product: 'ocis', privateNetwork: false };
    expect(made()).toEqual([
      ['POST /admin/v1/tenants', { name: 'acme', plan: 'business' }],
      ['POST /admin/v1/tenants/acme/instances', instance],
      ['POST /admin/v1/tenants/acme/instances/i1/onboarding', { product: 'ocis' }],
      ['POST /admin/v1/tenants/acme/instances/i1/reports', {}],
      ['POST /admin/v1/tenants/acme/instances/i1/reports', {}],
      ['POST /admin/v1/tenants/acme/instances/i1/reports', {}],
    ]);
    expect(shown).toMatch(/# \.env\nKEY=once[^]*is not ready[^]*is ready\./);
  });

  it('asks again where the answer is refused, and goes on from there', async () => {
    wopictl.typed = ['acme', 'personal', 'acme2', 'none', 'personal', '', 'other', 'nowhere'];
    wopictl.typed.push('private', 'https://b.example/f/', 'private', 'later');
    wopictl.replies = [done(), refused('The name is taken.'), done(), refused('That is no files URL.')];
    wopictl.replies.push(done({ instanceId: 'i1' }), done(SETTINGS));
    const shown = await wopictl.run('tenant', 'wizard');
    expect(shown).toMatch(/The name is taken\.[^]*That is no files URL\./);
    expect(made().map(([line, body]) => [line, (body as { filesUrl?: string }).filesUrl])).toEqual([
      ['POST /admin/v1/tenants', undefined],
      ['POST /admin/v1/tenants', undefined],
      ['POST /admin/v1/tenants/acme2/instances', 'nowhere'],
      ['POST /admin/v1/tenants/acme2/instances', 'https://b.example/f/'],
      ['POST /admin/v1/tenants/acme2/instances/i1/onboarding', undefined],
    ]);
  });

  it('ends in a sentence where nobody answers', async () => {
    wopictl.typed = ['', 'acme'];
    await expect(wopictl.run('tenant', 'wizard')).rejects.toThrow('Nobody answers');
    expect(made()).toEqual([]);
  });

  it('asks nothing where the admin API refuses its caller', async () => {
    wopictl.replies = [{ status: 403, body: { detail: 'The key lacks a permission.' } }];
    await expect(wopictl.run('tenant', 'wizard')).rejects.toThrow('The key lacks a permission.');
  });
});
