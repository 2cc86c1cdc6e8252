/** What a container's children looked like at some moment, for asking later whether they still do. */
export interface ChildrenState {
  /** As `pg_current_snapshot()` writes it: the oldest transaction that it may not see, the first that it does not, and those between. */
  readonly snapshot: string;
  /** Which server and which table of it the transactions belong to: another one counts its own. */
  readonly origin: string;
}

/** The newest transaction that changed what a list of the container's children shows, of those that had committed by some moment. */
export interface NewestChange {
  readonly changedXid: string | null;
  readonly origin: string;
}

/**
 * Whether a list surely shows the newest change, and with it all before. False says nothing: while any transaction is under way, a
 * later one may be both seen by a list and later than the oldest that it does not see.
 */
export function surelyShows({ snapshot, origin }: ChildrenState, newest: NewestChange): boolean {
  if (newest.origin !== origin) return false;
  const oldestUnseen = BigInt(snapshot.slice(0, snapshot.indexOf(':')));
  return newest.changedXid === null || BigInt(newest.changedXid) < oldestUnseen;
}
