/** One thing that was looked at. */
export interface Check {
  readonly name: string;
  readonly ok: boolean;
  /** What was seen. */
  readonly seen: string;
  /** What to change; only where it is not well. */
  readonly change?: string;
}

/** What an examination answers; a thrown error counts as not well. */
export interface Finding {
  readonly ok: boolean;
  readonly seen: string;
  readonly change: string;
}

/** Runs one examination. Its `change` is only told when it is needed. */
export async function check(
  name: string,
  change: string,
  look: () => Promise<Partial<Finding> & { seen: string }>,
): Promise<Check> {
  try {
    const found = { ok: true, change, ...(await look()) };
    return found.ok
      ? { name, ok: true, seen: found.seen }
      : { name, ok: false, seen: found.seen, change: found.change };
  } catch (error) {
    return { name, ok: false, seen: (error as Error).message || String(error), change };
  }
}
