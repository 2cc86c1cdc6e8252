import type { Block, ChainPart, FormedRow } from './chain.js';

export interface ChainEnd {
  readonly tenantId: string;
  readonly blockNo: string;
  readonly lastSha256: Buffer;
}

/** Of a tenant, as of one moment: the same unless somebody put rows in. */
export interface ChainCounts {
  /** Rows that blocks hold; those of dropped months are left out. */
  readonly sealed: number;
  /** Rows that are there, no later than the chain. */
  readonly rows: number;
}

/** What was signed of a chain on a day, and what its block says now. */
export interface SignedEnd {
  /** `YYYY-MM-DD`, UTC. */
  readonly day: string;
  readonly blockNo: string;
  /** A JWS over tenant, block, its last hash and the day. */
  readonly signed: string;
  /** Null where the block is gone. */
  readonly lastSha256: Buffer | null;
}

/** The port to the chain over the audit log. */
export abstract class ChainRepository {
  /** Runs `work` in one transaction, unless another process is at it: then answers undefined. */
  abstract alone<T>(work: () => Promise<T>): Promise<T | undefined>;
  /**
   * Takes the next rows, `most` of them at most, in the order of writing: counts them and links them into blocks, of one
   * day each, and so of one of the months that retention drops. Is behind them from then on, and answers how many there were.
   */
  abstract seal(most: number): Promise<number>;
  /** Where the log was restored into another cluster, and nothing is left to be read of the old one. */
  abstract beginAnewInAnotherCluster(): Promise<void>;
  /** The first blocks of a part, as many as have about `rows` rows together. */
  abstract blocks(tenantId: string, part: ChainPart, rows: number): Promise<Block[]>;
  /** Numbers of the blocks that parts of about `rows` rows, or of as many as make `most` parts, end with. */
  abstract partEnds(tenantId: string, rows: number, most: number): Promise<string[]>;
  /** Rows by id, of blocks of one tenant, each in the form of its block. */
  abstract rowsOf(blocks: readonly Block[]): Promise<Map<string, FormedRow>>;
  /** Numbers of those in a part whose rows retention has dropped. */
  abstract droppedBlocks(tenantId: string, part: ChainPart): Promise<Set<string>>;
  /** Number of the tenant's last block, 0 before the first. */
  abstract lastNo(tenantId: string): Promise<string>;
  abstract counts(tenantId: string): Promise<ChainCounts>;
  /**
   * A row that was put in behind the chain's back. Slow: only asked for when the counts say that there is one, and undefined where
   * it takes longer than a statement may.
   */
  abstract findStranger(tenantId: string): Promise<string | undefined>;
  abstract ends(): Promise<ChainEnd[]>;
  abstract lastOfBlock(tenantId: string, blockNo: string): Promise<Buffer | undefined>;
  /** In the order of days, behind one of them, `most` at most. */
  abstract signedEnds(tenantId: string, afterDay: string, most: number): Promise<SignedEnd[]>;
  abstract tenantsCheckedOn(day: string): Promise<Set<string>>;
  abstract addCheckpoint(end: ChainEnd, day: string, signed: string): Promise<void>;
  /** Answers the months that went. */
  abstract dropPartitions(monthsKept: number): Promise<string[]>;
}
