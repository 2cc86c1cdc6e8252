import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Portal, type Visitor } from '../../support/portal.js';

interface Activity {
  readonly id: string;
  readonly type: string;
  readonly data: unknown;
  readonly fileName: string;
  readonly authorName: string;
}

let portal: Portal;
let alice: Visitor;
let bob: Visitor;

beforeAll(async () => {
  portal = await Portal.start();
  [alice, bob] = await Promise.all([portal.signIn('alice'), portal.signIn('bob')]);
});
afterAll(() => portal.stop());

/** A comment by one person, stored as AddActivities stores it, which may name another. */
async function comment(fileId: string, author: string, named?: string): Promise<string> {
  const id = randomUUID();
  await portal.db.query(
    `insert into activities (tenant_id, file_id, activity_id, type, data, author_id)
    select tenant_id, file_id, $2, 'comment', '{"ContentId":"c"}', $3 from files where file_id = $1`,
    [fileId, id, await portal.member(author)],
  );
  if (named === undefined) return id;
  await portal.db.query(
    `insert into activity_people (tenant_id, person_id, provider, file_id, activity_id)
    select tenant_id, $3, 'wopi', file_id, $2 from files where file_id = $1`,
    [fileId, id, (await portal.member(named)).replaceAll('-', '')],
  );
  return id;
}

const read = async (target: string, as: Visitor) => {
  const response = await portal.fetch('GET', `/api/portal/${target}`, { as });
  if (response.status !== 200) return response.status;
  return ((await response.json()) as { activities: Activity[] }).activities;
};
const idsOf = (activities: number | Activity[]) => (activities as Activity[]).map(({ id }) => id);

describe('activities', () => {
  it('are read by file, newest first, by who may see the file', async () => {
    const name = `${randomUUID()}.docx`;
    const file = await portal.upload(alice, name);
    const [first, second] = [await comment(file, 'alice'), await comment(file, 'bob')];
    const activities = await read(`files/${file}/activities`, alice);
    expect(idsOf(activities)).toEqual([second, first]);
    expect(activities).toMatchObject([
      { type: 'comment', data: { ContentId: 'c' }, fileName: name, authorName: 'Bob' },
      { authorName: 'Alice' },
    ]);
    expect(await read(`files/${file}/activities`, bob)).toBe(404);
  });

  it('are read by person: what she did and what names her, in files that she may see', async () => {
    const [own, foreign] = [
      await portal.upload(alice, `${randomUUID()}.docx`),
      await portal.upload(bob, `${randomUUID()}.docx`),
    ];
    const [done, named] = [await comment(own, 'alice'), await comment(own, 'bob', 'alice')];
    const [others, hidden] = [await comment(own, 'bob', 'bob'), await comment(foreign, 'bob', 'alice')];
    const ids = idsOf(await read('activities', alice));
    expect(ids).toEqual(expect.arrayContaining([done, named]));
    expect(ids).not.toContain(others);
    expect(ids).not.toContain(hidden);
  });

  it('end with their file', async () => {
    const file = await portal.upload(alice, `${randomUUID()}.docx`);
    const id = await comment(file, 'alice');
    await portal.fetch('DELETE', `/api/portal/files/${file}`, { as: alice });
    expect(idsOf(await read('activities', alice))).not.toContain(id);
  });
});
