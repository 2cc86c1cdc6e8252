import type { HeldLocks } from './lock.js';
import { conflictWith } from './lock-rules.js';

/** How often a change is tried whose failure the locks do not explain afterwards. */
const ATTEMPTS = 3;

/**
 * Tries a compare-and-set, and again when what is looked up afterwards no longer explains its failure, since somebody was
 * quicker twice. A conflict that names no real obstacle would help nobody.
 */
export async function settle<T>(
  attempt: () => Promise<T | undefined>,
  find: () => Promise<HeldLocks>,
  refusal: (held: HeldLocks) => Error | undefined,
): Promise<T> {
  for (let n = 1; ; n++) {
    const outcome = await attempt();
    if (outcome !== undefined) return outcome;
    const held = await find();
    const refused = refusal(held) ?? (n === ATTEMPTS ? conflictWith(held) : undefined);
    if (refused) throw refused;
  }
}
