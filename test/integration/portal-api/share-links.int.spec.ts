import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Portal, type Visitor } from '../../support/portal.js';

interface Link {
  readonly id: string;
  readonly url: string;
  readonly rights: string;
  readonly createdByName: string;
  readonly expiresAt: string;
}

let portal: Portal;
let alice: Visitor;
let bob: Visitor;
let file: string;
let root: string;

const make = (target: string, json: object = { rights: 'view' }, as = alice) =>
  portal.fetch('POST', `/api/portal/${target}/links`, { as, json });
const made = async (target: string, json?: object) => (await (await make(target, json)).json()) as Link;
const list = async (target: string, as = alice) => {
  const response = await portal.fetch('GET', `/api/portal/${target}/links`, { as });
  return ((await response.json()) as { links: Link[] }).links;
};
const revoke = (id: string, as = alice) => portal.fetch('DELETE', `/api/portal/links/${id}`, { as });
const liveSessions = async (linkId: string) => {
  const rows = await portal.db.query(
    `select from sessions where share_link_id = $1 and revoked_at is null and expires_at > now()`,
    [linkId],
  );
  return rows.length;
};
const daysUntil = (moment: string) => (Date.parse(moment) - Date.now()) / 86_400_000;

beforeAll(async () => {
  portal = await Portal.start();
  [alice, bob] = await Promise.all([portal.signIn('alice'), portal.signIn('bob')]);
  const response = await portal.fetch('GET', '/api/portal/folders', { as: alice });
  root = ((await response.json()) as { id: string }).id;
});
afterAll(() => portal.stop());
beforeEach(async () => {
  file = await portal.upload(alice, `${randomUUID()}.docx`);
});

describe('links of a file', () => {
  it('are made, listed without their address, and revoked', async () => {
    const link = await made(`files/${file}`);
    expect(daysUntil(link.expiresAt)).toBeCloseTo(30, 1);
    const edit = await made(`files/${file}`, { rights: 'edit', days: 3 });
    expect(daysUntil(edit.expiresAt)).toBeCloseTo(3, 1);
    const listed = await list(`files/${file}`);
    expect(listed).toMatchObject([
      { id: edit.id, rights: 'edit', createdByName: 'Alice' },
      { id: link.id, rights: 'view' },
    ]);
    expect(JSON.stringify(listed)).not.toContain(link.url.slice(-43));
    expect((await revoke(edit.id)).status).toBe(204);
    expect((await revoke(edit.id)).status).toBe(404);
    expect(await list(`files/${file}`)).toMatchObject([{ id: link.id }]);
    expect((await portal.fetch('GET', edit.url)).status).toBe(404);
  });

  it.each([
    [{ rights: 'own' }],
    [{}],
    [{ rights: 'view', days: 0 }],
    [{ rights: 'view', days: 366 }],
    [{ rights: 'view', days: '7' }],
    [{ rights: 'view', createdBy: 'bob' }],
  ])('are not made of %j', async (json) => {
    expect((await make(`files/${file}`, json)).status).toBe(400);
  });

  it("are nobody else's to see, make or revoke", async () => {
    const { id } = await made(`files/${file}`);
    expect((await make(`files/${file}`, { rights: 'view' }, bob)).status).toBe(404);
    const seen = await portal.fetch('GET', `/api/portal/files/${file}/links`, { as: bob });
    expect([seen.status, (await revoke(id, bob)).status]).toEqual([404, 404]);
    const unsigned = await portal.fetch('DELETE', `/api/portal/links/${id}`);
    expect(unsigned.status).toBe(401);
    expect(await list(`files/${file}`)).toHaveLength(1);
  });

  it('open for a person who is signed in under her own name, with the rights of the link alone', async () => {
    const { id, url } = await made(`files/${file}`);
    expect((await portal.fetch('GET', url, { as: bob })).status).toBe(200);
    expect((await portal.fetch('GET', url, { as: alice })).status).toBe(200);
    const rows = await portal.db.query(
      `select u.login, s.action, s.denied from sessions s join users u using (tenant_id, user_id)
      where s.share_link_id = $1 order by u.login`,
      [id],
    );
    const denied = ['write-relative', 'rename', 'delete', 'containers', 'share'];
    expect(rows).toEqual([
      { login: 'alice', action: 'view', denied },
      { login: 'bob', action: 'view', denied },
    ]);
  });

  it('leave no session behind when they are revoked while they are opened', async () => {
    for (let round = 0; round < 8; round++) {
      const { id, url } = await made(`files/${file}`);
      const openings = Array.from({ length: 8 }, () => portal.fetch('GET', url, { as: bob }));
      const answers = await Promise.all([...openings, revoke(id)]);
      expect(answers.every(({ status }) => [200, 204, 404].includes(status))).toBe(true);
      expect(await liveSessions(id)).toBe(0);
    }
  });

  it('end the sessions that came by them, and no others', async () => {
    const [one, other] = [await made(`files/${file}`), await made(`files/${file}`)];
    for (const { url } of [one, other]) await portal.fetch('GET', url);
    await revoke(one.id);
    expect([await liveSessions(one.id), await liveSessions(other.id)]).toEqual([0, 1]);
  });
});

describe('links of a folder', () => {
  it('show what lies in the folder, and open each of the files', async () => {
    const { url } = await made(`folders/${root}`);
    const page = await portal.fetch('GET', url);
    expect(page.status).toBe(200);
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(page.headers.get('referrer-policy')).toBe('no-referrer');
    const secret = url.slice(url.lastIndexOf('/') + 1);
    expect(await page.text()).toContain(`href="/s/${secret}/${file}"`);
    expect((await portal.fetch('GET', `${url}/${file}`)).status).toBe(200);
    expect(await list(`folders/${root}`)).not.toHaveLength(0);
  });

  it('open nothing that lies elsewhere', async () => {
    const foreign = await portal.upload(bob, `${randomUUID()}.docx`);
    const { url } = await made(`folders/${root}`);
    expect((await portal.fetch('GET', `${url}/${foreign}`)).status).toBe(404);
    expect((await portal.fetch('GET', `${url}/${randomUUID()}`)).status).toBe(404);
    await portal.fetch('DELETE', `/api/portal/files/${file}`, { as: alice });
    expect((await portal.fetch('GET', `${url}/${file}`)).status).toBe(404);
  });

  it('show names as text, whatever they hold', async () => {
    await portal.upload(alice, '"><img src=x onerror=alert(1)>.docx');
    const { url } = await made(`folders/${root}`);
    expect(await (await portal.fetch('GET', url)).text()).not.toContain('<img');
  });
});
