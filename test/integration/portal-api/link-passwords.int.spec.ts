import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Portal, type Visitor } from '../../support/portal.js';

const PASSWORD = 'open sesame';

let portal: Portal;
let alice: Visitor;

interface Link {
  readonly id: string;
  readonly url: string;
}

const make = async (target: string, json: object) =>
  portal.fetch('POST', `/api/portal/${target}/links`, { as: alice, json });
const made = async (target: string, password: string | undefined = PASSWORD) =>
  (await (await make(target, { rights: 'view', password })).json()) as Link;
const say = (url: string, password: string) =>
  portal.fetch('POST', url, {
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    body: Buffer.from(new URLSearchParams({ password }).toString()),
  });
const look = (url: string, cookie?: string) =>
  portal.fetch('GET', url, { headers: cookie === undefined ? {} : { Cookie: cookie } });
const cookieOf = (response: Response) => response.headers.get('set-cookie')!.split(';')[0]!;

beforeAll(async () => {
  portal = await Portal.start();
  alice = await portal.signIn('alice');
});
afterAll(() => portal.stop());

describe('a link with a password', () => {
  it('opens for who says it, in that browser and below that link alone', async () => {
    const file = await portal.upload(alice, `${randomUUID()}.docx`);
    const { id, url } = await made(`files/${file}`);
    const asked = await look(url);
    expect([asked.status, await asked.text()]).toEqual([401, expect.stringContaining('needs a password')]);
    expect(await portal.db.query(`select from sessions where share_link_id = $1`, [id])).toEqual([]);
    const wrong = await say(url, 'open barley');
    expect([wrong.status, wrong.headers.get('set-cookie')]).toEqual([403, null]);
    const right = await say(url, PASSWORD);
    expect([right.status, right.headers.get('location')]).toEqual([303, new URL(url).pathname]);
    expect(right.headers.get('set-cookie')).toMatch(
      /^link=[^;]+; Path=\/s\/[\w-]{43}; HttpOnly; SameSite=Lax; Max-Age=43200$/,
    );
    const opened = await look(url, cookieOf(right));
    expect([opened.status, await opened.text()]).toEqual([200, expect.stringContaining('access_token')]);
    const other = await made(`files/${file}`);
    expect((await look(other.url, cookieOf(right))).status).toBe(401);
  });

  it.each([
    ['forged', (value: string) => `${value.slice(0, -4)}AAAA`],
    ['made to last longer', (value: string) => value.replace(/^link=1/, 'link=2')],
    ['nonsense', () => 'link=1.2'],
  ])('stays shut for a cookie that is %s', async (_, change) => {
    const { url } = await made(`files/${await portal.upload(alice, `${randomUUID()}.docx`)}`);
    const cookie = cookieOf(await say(url, PASSWORD));
    expect((await look(url, change(cookie))).status).toBe(401);
  });

  it('of a folder is asked for once for all that is in it', async () => {
    const response = await portal.fetch('GET', '/api/portal/folders', { as: alice });
    const { id: root } = (await response.json()) as { id: string };
    const folder = await portal.fetch('POST', '/api/portal/folders', {
      as: alice,
      json: { name: randomUUID(), parent: root },
    });
    const { id } = (await folder.json()) as { id: string };
    const file = await portal.upload(alice, `${randomUUID()}.docx`);
    await portal.fetch('PATCH', `/api/portal/files/${file}`, { as: alice, json: { folder: id } });
    const { url } = await made(`folders/${id}`);
    expect([(await look(url)).status, (await look(`${url}/${file}`)).status]).toEqual([401, 401]);
    const said = await say(`${url}/${file}`, PASSWORD);
    expect(said.headers.get('location')).toBe(`${new URL(url).pathname}/${file}`);
    const cookie = cookieOf(said);
    expect([(await look(url, cookie)).status, (await look(`${url}/${file}`, cookie)).status]).toEqual([
      200, 200,
    ]);
  });

  it('is kept as an argon2id hash, listed as guarded, and told to nobody', async () => {
    const file = await portal.upload(alice, `${randomUUID()}.docx`);
    const { id } = await made(`files/${file}`);
    const [row] = await portal.db.query<{ text: string; hash: string }>(
      `select k::text as text, password_hash as hash from share_links k where link_id = $1`,
      [id],
    );
    expect(row!.hash).toMatch(/^\$argon2id\$/);
    expect(row!.text).not.toContain(PASSWORD);
    const listed = await portal.fetch('GET', `/api/portal/files/${file}/links`, { as: alice });
    const text = await listed.text();
    expect(JSON.parse(text)).toMatchObject({ links: [{ id, guarded: true }] });
    expect(text).not.toContain('argon2');
  });

  it.each(['short', 'x'.repeat(201), 12345678])('is not made of %j', async (password) => {
    const file = await portal.upload(alice, `${randomUUID()}.docx`);
    expect((await make(`files/${file}`, { rights: 'view', password })).status).toBe(400);
  });

  it('is guessed five times from one address, and then not even right, while others open other links', async () => {
    const file = await portal.upload(alice, `${randomUUID()}.docx`);
    const { id, url } = await made(`files/${file}`);
    const guesses = await Promise.all(Array.from({ length: 5 }, () => say(url, 'wrong guess')));
    expect(guesses.map(({ status }) => status)).toEqual([403, 403, 403, 403, 403]);
    const late = await say(url, PASSWORD);
    expect([late.status, Number(late.headers.get('retry-after'))]).toEqual([429, expect.any(Number)]);
    const other = await made(`files/${file}`);
    expect((await say(other.url, PASSWORD)).status).toBe(303);
    await expect
      .poll(() =>
        portal.db.query(
          `select status from audit_log where operation = 'UnlockShareLink' and detail->>'shareLink' = $1`,
          [id],
        ),
      )
      .toHaveLength(6);
  });
});
