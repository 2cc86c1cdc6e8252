import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contractScene, type Scene } from './contract-scene.js';
import { Admin, KEY } from './fixture.js';

let admin: Admin;
let other: Admin;
let scene: Scene;

beforeAll(async () => {
  admin = await Admin.start();
  other = await Admin.start({ DATABASE_URL: admin.database.url });
  scene = await contractScene(admin);
});
afterAll(async () => {
  await other.stop();
  await admin.stop();
});

/** Each resource that a PATCH changes, with the n-th of many different changes. */
const RESOURCES: Record<string, (scene: Scene) => { target: string; change: (n: number) => object }> = {
  person: ({ user }) => ({ target: `users/${user}`, change: (n) => ({ displayName: `Anna ${n}` }) }),
  group: ({ group }) => ({ target: `groups/${group}`, change: (n) => ({ name: `Finance ${n}` }) }),
  tenant: ({ tenant }) => ({ target: `tenants/${tenant}`, change: (n) => ({ seats: n + 1 }) }),
  instance: ({ tenant, instance }) => ({
    target: `tenants/${tenant}/instances/${instance}`,
    change: (n) => ({ productVersion: `1.${n}` }),
  }),
  version: ({ file }) => ({ target: `files/${file}/versions/1`, change: (n) => ({ label: `Label ${n}` }) }),
  'storage quota': () => ({ target: 'storage', change: (n) => ({ quotaBytes: 1_000_000 + n }) }),
  'retention policy': () => ({ target: 'retention', change: (n) => ({ maxVersions: n + 1 }) }),
  webhook: ({ webhook }) => ({
    target: `webhooks/${webhook}`,
    change: (n) => ({
      events: ['saved', 'opened', 'closed', 'locked', 'renamed', 'recovered'].slice(0, (n % 5) + 2),
      active: n < 6,
    }),
  }),
};

const patch = (target: string, body: object, ifMatch: string, by = admin) =>
  by.call('PATCH', `/admin/v1/${target}`, body, KEY, { 'If-Match': ifMatch });
const tagOf = async (target: string) => (await admin.get(target)).headers.get('etag')!;

describe.each(Object.keys(RESOURCES))('a %s', (name) => {
  it('is changed by one of many who read the same state', async () => {
    const { target, change } = RESOURCES[name]!(scene);
    const read = await tagOf(target);
    const numbers = Array.from({ length: 12 }, (_, n) => n);
    const answers = await Promise.all(
      numbers.map((n) => patch(target, change(n), read, n % 2 ? admin : other)),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 412)).toHaveLength(numbers.length - 1);
    const won = answers.find(({ status }) => status === 200)!;
    expect(won.headers.get('etag')).not.toBe(read);
    for (const lost of answers.filter(({ status }) => status === 412))
      expect(lost.headers.get('etag')).toBe(won.headers.get('etag'));
    expect(await tagOf(target)).toBe(won.headers.get('etag'));
  });

  it('has a tag that many changes in a row go on from', async () => {
    const { target, change } = RESOURCES[name]!(scene);
    const changed = await patch(target, change(1), await tagOf(target));
    expect(changed.status).toBe(200);
    const list = `"another", ${changed.headers.get('etag')!}`;
    expect((await patch(target, change(2), list)).status).toBe(200);
    expect((await patch(target, change(3), '*')).status).toBe(200);
    expect((await patch(target, change(4), list)).status).toBe(412);
  });
});

describe('a key of a tenant', () => {
  it('has a tag, too', async () => {
    const target = `tenants/${scene.tenant}/keys/${scene.key}`;
    const read = await tagOf(target);
    expect((await patch(target, { state: 'retiring' }, read)).status).toBe(200);
    expect((await patch(target, { state: 'active' }, read)).status).toBe(412);
  });
});

it('is not found rather than compared where there is nothing', async () => {
  expect((await patch(`webhooks/${randomUUID()}`, {}, '"x"')).status).toBe(404);
  expect((await patch(`users/${randomUUID()}`, {}, '*')).status).toBe(404);
});
