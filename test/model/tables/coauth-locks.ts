import { type CoauthLock, type FileState, type Outcome, type TableRow, unchanged } from '../file-state.js';
import type { CoauthOperation } from '../operation.js';
import { conflict } from './conflict.js';

/** Coauth locks (pages plus/coauthoring/get-coauth-lock, refresh-coauth-lock, unlock-coauth-lock, get-coauth-table). */
export function coauthLocks(state: FileState, operation: CoauthOperation): Outcome {
  const refused = unchanged(state, conflict(state));
  if (operation.kind === 'GetCoauthTable') {
    if (state.lock) return refused;
    const known = operation.known && isSame(state.shown, tableOf(state));
    return known ? unchanged(state, { status: 200 }) : showing(state);
  }
  const own = state.coauth.find(({ id }) => id === operation.id);
  const others = state.coauth.filter(({ id }) => id !== operation.id);
  switch (operation.kind) {
    case 'GetCoauthLock': {
      const { id, type, seconds, metadata, user } = operation;
      const twice = type === 'CoauthExclusive' && others.some((other) => other.type === 'CoauthExclusive');
      if (state.lock || twice) return refused;
      const { acquisition, userName } = own ?? { acquisition: state.acquisitions, userName: user };
      const lock = { id, type, metadata, userName, acquisition, until: state.now + seconds };
      return showing({
        ...state,
        coauth: [...others, lock],
        acquisitions: state.acquisitions + (own ? 0 : 1),
      });
    }
    case 'RefreshCoauthLock': {
      if (!own) return refused;
      const metadata = operation.metadata || own.metadata;
      const lock: CoauthLock = { ...own, metadata, until: state.now + operation.seconds };
      return showing({ ...state, coauth: [...others, lock] });
    }
    case 'UnlockCoauthLock':
      return own ? { answer: { status: 200 }, state: { ...state, coauth: others } } : refused;
  }
}

function showing(state: FileState): Outcome {
  const table = tableOf(state);
  return { answer: { status: 200, table }, state: { ...state, shown: table } };
}

/** By id: the order of rows means nothing. */
const tableOf = ({ coauth }: FileState): TableRow[] =>
  coauth
    .map(({ id, type, metadata, userName, acquisition }) => ({ id, type, metadata, userName, acquisition }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));

const isSame = (a: readonly TableRow[] | undefined, b: readonly TableRow[]): boolean =>
  JSON.stringify(a) === JSON.stringify(b);
