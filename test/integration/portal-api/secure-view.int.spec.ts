import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SecureViews } from '#files';
import { DEFAULT_TENANT_ID as tenantId } from '#tenants';
import { Portal, type Visitor } from '../../support/portal.js';

let portal: Portal;
let alice: Visitor;
let bob: Visitor;
let bobId: string;
let file: string;

beforeAll(async () => {
  portal = await Portal.start();
  [alice, bob] = await Promise.all([portal.signIn('alice'), portal.signIn('bob')]);
  bobId = await portal.member('bob');
});
afterAll(() => portal.stop());
beforeEach(async () => {
  file = await portal.upload(alice, `${randomUUID()}.docx`);
});

const call = (as: Visitor, method: string, target: string, json?: object) =>
  portal.fetch(method, `/api/portal/files/${file}${target}`, { as, ...(json && { json }) });
const share = (rights: string) => call(alice, 'PUT', `/shares/${bobId}`, { rights });
const turn = async (as: Visitor, on: unknown) => (await call(as, 'PUT', '/secure-view', { on })).status;
const shown = async (as: Visitor) => (await call(as, 'GET', '/secure-view')).json();
const downloaded = async (as: Visitor) => (await call(as, 'GET', '/content')).status;

describe('a file that is only to look at', () => {
  it('is made so by who manages it, and keeps others from downloading', async () => {
    expect(await shown(alice)).toEqual({ on: false, byTenant: false });
    await share('comment');
    expect(await downloaded(bob)).toBe(200);
    expect(await turn(alice, true)).toBe(200);
    expect(await shown(alice)).toEqual({ on: true, byTenant: false });
    expect([await downloaded(bob), await downloaded(alice)]).toEqual([403, 200]);
    expect(await turn(alice, false)).toBe(200);
    expect(await downloaded(bob)).toBe(200);
    expect(await turn(alice, 'yes')).toBe(400);
  });

  it.each([
    [undefined, 404],
    ['view', 403],
    ['edit', 403],
    ['manage', 200],
  ])('is so for who has the right %s: %i', async (rights, status) => {
    if (rights !== undefined) await share(rights);
    expect(await turn(bob, true)).toBe(status);
    expect((await call(bob, 'GET', '/secure-view')).status).toBe(status);
    expect(await shown(alice)).toEqual({ on: status === 200, byTenant: false });
  });

  it('stays so where all files are, and keeps what else an administrator said of it', async () => {
    const views = portal.service(SecureViews);
    await views.setForFile({ tenantId }, file, { enabled: false, watermark: 'for {name}' });
    await views.setForTenant({ tenantId }, { enabled: true, watermark: null });
    expect(await shown(alice)).toEqual({ on: false, byTenant: true });
    await turn(alice, true);
    await turn(alice, false);
    expect(await shown(alice)).toEqual({ on: true, byTenant: true });
    expect(await views.ofFile(tenantId, file)).toEqual({ enabled: null, watermark: 'for {name}' });
    await views.setForTenant({ tenantId }, { enabled: false, watermark: null });
  });
});

describe('a file of somebody else', () => {
  it('is told to who has a right on it, with that right', async () => {
    expect((await call(bob, 'GET', '')).status).toBe(404);
    await share('comment');
    expect(await (await call(bob, 'GET', '')).json()).toMatchObject({ id: file, rights: 'comment' });
  });
});
