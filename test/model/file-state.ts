/** A file as the specification speaks of it: what it holds, what it is called, and what holds it. */
export interface FileState {
  readonly name: string;
  readonly content: string;
  /** Counts the contents; how the host spells it is its own affair. */
  readonly version: number;
  readonly deleted: boolean;
  readonly lock: WopiLock | undefined;
  readonly coauth: readonly CoauthLock[];
  /** Counts the coauth locks taken so far: each has a time of its own. */
  readonly acquisitions: number;
  /** The table that the client was shown last. */
  readonly shown: readonly TableRow[] | undefined;
  /** Seconds. */
  readonly now: number;
}

export interface WopiLock {
  readonly id: string;
  readonly until: number;
  /** Who is named to those who meet the lock, if anybody. */
  readonly visibleAs: string | undefined;
}

/** A row of GetCoauthTable. */
export interface TableRow {
  readonly id: string;
  readonly type: CoauthType;
  readonly metadata: string;
  readonly userName: string;
  /** Which acquisition this was; the host answers a time. */
  readonly acquisition: number;
}

export interface CoauthLock extends TableRow {
  readonly until: number;
}

export type CoauthType = 'Coauth' | 'CoauthExclusive';

/** What an answer shows, in the model's words; what is missing must be missing in the host's answer too. */
export interface Answer {
  readonly status: number;
  /** X-WOPI-Lock, which may be empty. */
  readonly lock?: string;
  /** X-WOPI-LockedByOtherInterface */
  readonly otherInterface?: string;
  /** X-WOPI-ConflictingMechanism */
  readonly mechanism?: string;
  /** X-WOPI-ConflictingLockUsername */
  readonly lockedBy?: string;
  /** X-WOPI-ItemVersion */
  readonly version?: number;
  readonly table?: readonly TableRow[];
  /** The content of the file. */
  readonly content?: string;
  /** RenameFile's Name. */
  readonly name?: string;
  readonly info?: { readonly name: string; readonly size: number; readonly version: number };
}

export interface Outcome {
  readonly answer: Answer;
  readonly state: FileState;
}

export const newFile = (name: string, content: string): FileState => ({
  name,
  content,
  version: 1,
  deleted: false,
  lock: undefined,
  coauth: [],
  acquisitions: 0,
  shown: undefined,
  now: 0,
});

/** The state without what has expired: an expired lock is as if it had never been taken. */
export function expire(state: FileState): FileState {
  const { lock, coauth, now } = state;
  return {
    ...state,
    lock: lock && lock.until > now ? lock : undefined,
    coauth: coauth.filter(({ until }) => until > now),
  };
}

export const unchanged = (state: FileState, answer: Answer): Outcome => ({ answer, state });
