/** What somebody did and saw, between two moments of one clock. */
export interface Event<Call, Result> {
  readonly call: Call;
  readonly result: Result;
  readonly from: number;
  readonly to: number;
}

/** What an object does when one call comes after the other. */
export interface Sequential<State, Call, Result> {
  readonly initial: State;
  /** The state after a call that had this result; undefined where it could not have had it. */
  readonly next: (state: State, call: Call, result: Result) => State | undefined;
  /** Tells states apart. */
  readonly key: (state: State) => string;
}

/**
 * Whether each call can be thought to have taken effect at one moment between its beginning and its end, so that all results are
 * those of the sequential object: the search of Wing and Gong, which never visits the same state after the same calls twice.
 */
export function isLinearizable<State, Call, Result>(
  events: readonly Event<Call, Result>[],
  object: Sequential<State, Call, Result>,
): boolean {
  const seen = new Set<string>();
  const pending = new Set(events.toSorted((a, b) => a.from - b.from).map((event, n) => ({ ...event, n })));
  const done = new Uint8Array(events.length);

  const search = (state: State): boolean => {
    if (pending.size === 0) return true;
    const key = `${done.join('')} ${object.key(state)}`;
    if (seen.has(key)) return false;
    seen.add(key);
    // Whatever ended before another began came before it.
    const firstEnd = Math.min(...[...pending].map(({ to }) => to));
    for (const event of [...pending].filter(({ from }) => from <= firstEnd)) {
      const next = object.next(state, event.call, event.result);
      if (next === undefined) continue;
      pending.delete(event);
      done[event.n] = 1;
      if (search(next)) return true;
      pending.add(event);
      done[event.n] = 0;
    }
    return false;
  };
  return search(object.initial);
}
