import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ApiKeys } from '#access';
import { GroupsService } from '#identity';
import { Portal, type Visitor } from '../../support/portal.js';

let portal: Portal;
let groups: GroupsService;
let ada: Visitor;
let group: string;
let adaId: string;

const wish = (role: string, as = ada) =>
  portal.fetch('POST', '/api/portal/admin-keys', { as, json: { role } });
const principal = (key: string) => portal.service(ApiKeys).authenticate(key);
const always = () => undefined;

beforeAll(async () => {
  portal = await Portal.start();
  groups = portal.service(GroupsService);
  [ada, adaId, group] = [
    await portal.signIn('ada'),
    await portal.member('ada'),
    (await groups.add({ name: 'Ops' })).id,
  ];
  await groups.addRole(group, 'operator');
  await groups.addRole(group, 'auditor');
});
afterAll(() => portal.stop());

describe('a key to the admin API by a group', () => {
  it('is refused to whoever has no such role, and to pages of others', async () => {
    expect((await wish('operator')).status).toBe(403);
    await groups.changeMembers(group, { add: [adaId] }, always);
    expect((await wish('owner')).status).toBe(403);
    expect((await wish('administrator')).status).toBe(400);
    expect((await wish('operator', { ...ada, csrfToken: 'x' })).status).toBe(403);
  });

  it('does what the role may, for twelve hours at most', async () => {
    await groups.changeMembers(group, { add: [adaId] }, always);
    expect(await (await portal.fetch('GET', '/api/portal/admin-keys/roles', { as: ada })).json()).toEqual({
      roles: ['auditor', 'operator'],
    });
    const { key, expiresAt } = (await (await wish('operator')).json()) as { key: string; expiresAt: string };
    expect(await principal(key)).toMatchObject({ role: 'operator', userId: adaId, tenantId: undefined });
    const audited = `select from audit_log where operation = 'AddApiKey' and user_id = $1 and detail ->> 'key' = $2`;
    expect(await portal.db.query(audited, [adaId, (await principal(key))!.id])).toHaveLength(1);
    const hours = (Date.parse(expiresAt) - Date.now()) / 3600_000;
    expect(hours).toBeGreaterThan(11);
    expect(hours).toBeLessThan(12.1);
    const auditor = (await (await wish('auditor')).json()) as { key: string };
    expect((await principal(auditor.key))!.tenantId).toBeDefined();
  });

  it.each([
    ['the membership', () => groups.changeMembers(group, { remove: [adaId] }, always)],
    ['the role of the group', () => groups.removeRole(group, 'operator')],
    [
      'the account',
      () => portal.db.query(`update users set disabled_at = now() where user_id = $1`, [adaId]),
    ],
  ])('ends with %s', async (_, end) => {
    await groups.changeMembers(group, { add: [adaId] }, always);
    const { key } = (await (await wish('operator')).json()) as { key: string };
    expect(await principal(key)).toBeDefined();
    await end();
    expect(await principal(key)).toBeUndefined();
    await groups.addRole(group, 'operator');
  });
});
