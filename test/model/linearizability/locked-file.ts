import type { Sequential } from './checker.js';
import { type Answer, type FileState, newFile } from '../file-state.js';
import { model } from '../model.js';
import type { CoauthOperation, LockOperation } from '../operation.js';

export type LockCall = LockOperation | CoauthOperation;

/** What an answer says of the locks; an order of rows, times and versions apart. */
export interface Seen {
  readonly status: number;
  readonly lock: string | undefined;
  readonly mechanism: string | undefined;
  readonly ids: string | undefined;
}

/** The locks of one file, after the model of the specification's tables. */
export const lockedFile: Sequential<FileState, LockCall, Seen> = {
  initial: newFile('', ''),
  next: (before, call, seen) => {
    const { answer, state } = model(before, call);
    return JSON.stringify(seenIn(answer)) === JSON.stringify(seen) ? state : undefined;
  },
  key: ({ lock, coauth }) => `${lock?.id ?? ''} ${idsOf(coauth)}`,
};

const seenIn = ({ status, lock, mechanism, table }: Answer): Seen => ({
  status,
  lock,
  mechanism,
  ids: table && idsOf(table),
});

export const idsOf = (rows: readonly { readonly id: string; readonly type: string }[]): string =>
  rows
    .map(({ id, type }) => `${id} ${type}`)
    .sort()
    .join();
