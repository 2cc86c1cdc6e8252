import { hash } from 'node:crypto';

/** What the first row of a tenant's chain is hashed over. */
export const GENESIS = Buffer.alloc(32);

export const HASH_BYTES = 32;

/**
 * What stands for a row in a link: the SHA-256 over its values, which the database makes much sooner than a text of them, or the text as
 * JSON that older blocks were made of.
 */
export type BlockForm = 'digest' | 'json';

/** A row in the form of its block. */
export type FormedRow = Buffer | string;

/**
 * The next link: SHA-256 over the link before and the row, so that a row cannot be changed, taken out or put elsewhere without every
 * later link telling. Sealing makes it by the function `audit_links` of the database; here it is for whoever verifies.
 */
export const link = (before: Buffer, row: FormedRow): Buffer =>
  hash('sha256', Buffer.concat([before, typeof row === 'string' ? Buffer.from(row) : row]), 'buffer');

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
  readonly form: BlockForm;
}

/** Blocks of a chain, from behind one up to another. */
export interface ChainPart {
  readonly afterNo: string;
  readonly toNo: string;
}

export const linkAt = ({ hashes }: Pick<Block, 'hashes'>, index: number): Buffer =>
  hashes.subarray(index * HASH_BYTES, (index + 1) * HASH_BYTES);
