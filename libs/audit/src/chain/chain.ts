import { createHash } from 'node:crypto';

/** What the first row of a tenant's chain is hashed over. */
export const GENESIS = Buffer.alloc(32);

export const HASH_BYTES = 32;

/**
 * The next link: SHA-256 over the link before and the row's canonical text, so that a row cannot be changed, taken out or put
 * elsewhere without every later link telling.
 */
export const link = (before: Buffer, rowText: string): Buffer =>
  createHash('sha256').update(before).update(rowText).digest();

/** A run of rows of one tenant, in the order in which they were written. */
export interface Block {
  readonly tenantId: string;
  readonly blockNo: string;
  /** Bounds of `occurred_at`. */
  readonly fromAt: Date;
  readonly toAt: Date;
  readonly auditIds: readonly string[];
  /** One link for each id. */
  readonly hashes: Buffer;
  readonly lastSha256: Buffer;
}

/** Blocks of a chain, from behind one up to another. */
export interface ChainPart {
  readonly afterNo: string;
  readonly toNo: string;
}

export const linkAt = ({ hashes }: Pick<Block, 'hashes'>, index: number): Buffer =>
  hashes.subarray(index * HASH_BYTES, (index + 1) * HASH_BYTES);

const DAY_MS = 24 * 3600 * 1000;
let [lastDay, lastText] = [NaN, ''];

/** `YYYY-MM-DD`, UTC. Rows of one day come together, and writing a date takes longer than hashing a row: the last one is kept. */
export function dayOf(at: Date): string {
  const day = Math.floor(at.getTime() / DAY_MS);
  if (day !== lastDay) [lastDay, lastText] = [day, at.toISOString().slice(0, 10)];
  return lastText;
}

/** `YYYY-MM`, UTC. */
export const monthOf = (at: Date): string => dayOf(at).slice(0, 7);
