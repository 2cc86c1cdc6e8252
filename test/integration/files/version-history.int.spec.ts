import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FileVersions } from '#files';
import { RetentionService } from '#versions';
import { FilesFixture, type SavedVersion, tenantId } from './fixture.js';

let files: FilesFixture;

beforeAll(async () => {
  files = await FilesFixture.start();
});
afterAll(() => files.stop());

/** For each version, oldest first, the one that stands for it. */
async function foldedIn(saves: readonly SavedVersion[]): Promise<(string | undefined)[]> {
  const listed = await files.get(FileVersions).list(files.actor, await files.fileWith(saves));
  return listed.map(({ foldedInto }) => foldedInto).reverse();
}

const auto = (ago: number, session = 's'): SavedVersion => ({ ago, session, kind: 'autosave' });
const office = (ago: number, session = 's'): SavedVersion => ({ ago, session });
const explicit = (ago: number, session = 's'): SavedVersion => ({ ago, session, kind: 'explicit' });
const exit = (ago: number, session = 's'): SavedVersion => ({ ago, session, kind: 'exit' });
/** Spans of 30 minutes begin 1,440 minutes ago: 29 to 1 and 59 to 31 lie in one each. */
describe('the history of a file', () => {
  it.each([
    ['saves that nobody asked for, up to the last', [auto(20), auto(15), auto(10)], [4, 4, undefined]],
    ['those of Office, which never says', [office(20), office(15), office(10)], [4, 4, undefined]],
    ['what came before an explicit save', [auto(20), explicit(15), auto(10)], [3, undefined, undefined]],
    ['what came before the exit', [auto(20), auto(15), exit(10)], [4, 4, undefined]],
    ['no explicit saves', [explicit(20), explicit(15), exit(10)], [undefined, undefined, undefined]],
    ['each session for itself', [auto(20, 'a'), auto(15, 'b'), auto(10, 'a')], [4, undefined, undefined]],
    ['within the span of the policy', [auto(45), auto(35), auto(20), auto(10)], [3, undefined, 5, undefined]],
    ['nothing that has a label', [{ ...auto(20), label: 'Draft' }, auto(10)], [undefined, undefined]],
    ['nothing that is pinned', [{ ...auto(20), pinned: true }, auto(10)], [undefined, undefined]],
    ['nothing outside sessions', [{ ago: 20 }, { ago: 10 }], [undefined, undefined]],
  ] as [string, SavedVersion[], (number | undefined)[]][])('folds %s', async (_, saves, expected) => {
    expect(await foldedIn(saves)).toEqual([
      undefined,
      ...expected.map((version) => version && String(version)),
    ]);
  });

  it('folds nothing where the policy says so', async () => {
    const retention = files.get(RetentionService);
    const change = (foldMinutes: number) =>
      files.db.query(`update retention_policies set fold_minutes = $1`, [foldMinutes]);
    await change(0);
    expect(await foldedIn([auto(20), auto(10)])).toEqual([undefined, undefined, undefined]);
    await change(30);
    expect(await retention.policy(tenantId)).toMatchObject({ foldMinutes: 30 });
  });

  it('names the editors of all that a version stands for', async () => {
    const fileId = await files.fileWith([auto(20), auto(15), auto(10)]);
    const users = await files.db.query<{ id: string }>(
      `insert into users (tenant_id, login, display_name) values ($1, 'bob', 'Bob'), ($1, 'carol', 'Carol') returning user_id as id`,
      [tenantId],
    );
    for (const [n, { id }] of users.entries())
      await files.db.query(
        `update versions set editors = array[$2::uuid] where file_id = $1 and version = $3`,
        [fileId, id, n + 2],
      );
    const [newest] = await files.get(FileVersions).list(files.actor, fileId);
    expect(newest!.editorNames).toEqual(['Alice', 'Carol', 'Bob']);
  });

  it('stays as it is when what was folded is purged', async () => {
    const fileId = await files.fileWith([auto(50), auto(40), auto(20), auto(10)]);
    await files.db.query(`delete from versions where file_id = $1 and version = 2`, [fileId]);
    const listed = await files.get(FileVersions).list(files.actor, fileId);
    expect(listed.map(({ version, foldedInto }) => [version, foldedInto])).toEqual([
      ['5', undefined],
      ['4', '5'],
      ['3', undefined],
      ['1', undefined],
    ]);
  });
});
