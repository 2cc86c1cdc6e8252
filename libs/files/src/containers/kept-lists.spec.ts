import { describe, expect, it } from 'vitest';
import type { ChildrenRepository } from '../persistence/children.repository.js';
import { KeptLists } from './kept-lists.js';

const container = { tenantId: 't', containerId: 'c' };
const state = { snapshot: '20:30:20,25', origin: 'o' };

/** A list that is made when the test says so, of a container that may have changed meanwhile. */
function setUp() {
  const made: ((text: string) => void)[] = [];
  const repository = {
    unchanged: true,
    asked: 0,
    areUnchanged: async () => {
      repository.asked++;
      return repository.unchanged;
    },
  };
  const lists = new KeptLists(repository as unknown as ChildrenRepository);
  const make = () =>
    new Promise<{ body: Buffer; state: typeof state }>((resolve) =>
      made.push((text) => resolve({ body: Buffer.from(text), state })),
    );
  const ask = async (changedXid: string | null = '20', origin = 'o') =>
    (await lists.get('name', container, { changedXid, origin }, make)).toString();
  return { repository, made, ask };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('kept lists', () => {
  it('make one list for all who find none', async () => {
    const { made, ask } = setUp();
    const answers = Promise.all([ask(), ask(), ask()]);
    await settled();
    expect(made).toHaveLength(1);
    made[0]!('first');
    expect(await answers).toEqual(['first', 'first', 'first']);
  });

  it('give nobody what was begun before he came, unless nothing has changed since', async () => {
    const { repository, made, ask } = setUp();
    const early = ask();
    await settled();
    const late = [ask(), ask()];
    repository.unchanged = false;
    made[0]!('before');
    expect(await early).toBe('before');
    await settled();
    expect(made).toHaveLength(2);
    made[1]!('after');
    expect(await Promise.all(late)).toEqual(['after', 'after']);
    repository.unchanged = true;
    expect(await ask()).toBe('after');
  });

  it('ask the database only where the newest change does not say that they hold', async () => {
    const { repository, made, ask } = setUp();
    const first = ask();
    await settled();
    made[0]!('list');
    await first;
    for (const newest of ['19', '9', null]) expect(await ask(newest)).toBe('list');
    expect(repository.asked).toBe(0);
    for (const newest of ['20', '21', '100']) expect(await ask(newest)).toBe('list');
    expect(await ask('19', 'another server')).toBe('list');
    expect(repository.asked).toBe(4);
  });
});
