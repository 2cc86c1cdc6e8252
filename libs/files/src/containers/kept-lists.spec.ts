import { describe, expect, it } from 'vitest';
import type { ChildrenRepository } from '../persistence/children.repository.js';
import { KeptLists } from './kept-lists.js';

const container = { tenantId: 't', containerId: 'c' };
const state = { snapshot: '1:1:', origin: 'o' };

/** A list that is made when the test says so, of a container that may have changed meanwhile. */
function setUp() {
  const made: ((text: string) => void)[] = [];
  const repository = { unchanged: true, areUnchanged: async () => repository.unchanged };
  const lists = new KeptLists(repository as unknown as ChildrenRepository);
  const make = () =>
    new Promise<{ body: Buffer; state: typeof state }>((resolve) =>
      made.push((text) => resolve({ body: Buffer.from(text), state })),
    );
  const ask = async () => (await lists.get('name', container, make)).toString();
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
});
