import { type FileState, type Outcome, unchanged } from '../file-state.js';
import type { ContentOperation, Presented } from '../operation.js';
import { conflict, isHeld } from './conflict.js';

/** Content, name and existence (pages rest/files/putfile, getfile, checkfileinfo, renamefile, deletefile). */
export function saves(state: FileState, operation: ContentOperation): Outcome {
  const { content, version, name } = state;
  switch (operation.kind) {
    case 'GetFile':
      return unchanged(state, { status: 200, content, version });
    case 'CheckFileInfo':
      return unchanged(state, { status: 200, info: { name, size: content.length, version } });
    case 'PutFile': {
      // What nothing holds takes content only while it is empty.
      if (!mayChange(state, operation.presented, content === '')) return unchanged(state, conflict(state));
      const next = { ...state, content: operation.content, version: version + 1 };
      return { answer: { status: 200, version: next.version }, state: next };
    }
    case 'RenameFile': {
      if (!mayChange(state, operation.presented, true)) return unchanged(state, conflict(state));
      const next = { ...state, name: `${operation.name}.wopitest` };
      return { answer: { status: 200, name: operation.name }, state: next };
    }
    case 'DeleteFile':
      if (isHeld(state)) return unchanged(state, conflict(state));
      return { answer: { status: 200 }, state: { ...state, deleted: true } };
  }
}

/** A WOPI lock lets who presents it; coauth locks let each of their holders, but where one is exclusive only that one. */
function mayChange(state: FileState, presented: Presented, unlocked: boolean): boolean {
  if (state.lock) return state.lock.id === presented.lock;
  if (state.coauth.length === 0) return unlocked;
  const own = state.coauth.some(({ id }) => id === presented.coauth);
  return own && state.coauth.every(({ id, type }) => type === 'Coauth' || id === presented.coauth);
}
