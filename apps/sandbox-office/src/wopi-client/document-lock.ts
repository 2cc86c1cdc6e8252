import type { Trouble } from './trouble.js';
import type { CallExtras } from './wopi-caller.js';

/** What lets a session change its document. */
export interface DocumentLock {
  /** What shows it in a call that changes the file. */
  readonly shown: CallExtras;
  take(): Promise<Trouble | undefined>;
  refresh(): Promise<Trouble | undefined>;
  release(): Promise<void>;
}
