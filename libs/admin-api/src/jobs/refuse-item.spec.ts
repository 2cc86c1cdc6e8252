import { FileError } from '#files';
import { ItemRefused } from '#jobs';
import { expect, it } from 'vitest';
import { refuseItem } from './refuse-item.js';

const thrown = (error: unknown): unknown => {
  try {
    return refuseItem(error);
  } catch (reason) {
    return reason;
  }
};

it('refuses an item for what the API would refuse, in its words', () => {
  expect(thrown(new FileError('locked', 'Somebody has it.'))).toEqual(new ItemRefused('Somebody has it.'));
});

it.each(['40P01', '57014', '57P01'])('leaves %s to a second try: it says nothing of the item', (code) => {
  const error = Object.assign(new Error('database'), { code });
  expect(thrown(error)).toBe(error);
});
