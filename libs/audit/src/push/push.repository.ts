import type { WritingPlace } from '../audit-cursor.js';
import type { SealedExtent, WritingRange } from '../audit-query.repository.js';
import type { AuditRow } from '../audit-row.js';

/** A row on its way out. */
export interface PushedRow extends Omit<AuditRow, 'cursor'> {
  readonly tenantId: string;
  readonly place: WritingPlace;
}

/** The right of one process to push for a minute. */
export interface PushClaim {
  readonly claimId: string;
  /** Of the last row that was taken. */
  readonly place: WritingPlace;
  /** How often the batch that comes was not taken. */
  readonly attempts: number;
}

/** How a push stands. */
export interface PushState {
  /** How long the oldest row that was not taken has been waiting; 0 when none is. */
  readonly lagSeconds: number;
  readonly attempts: number;
  /** The status that the collector answered last, or why none came; null before the first batch. */
  readonly lastOutcome: string | null;
}

/** The port to the place of the push in the log, and to the rows after it. */
export abstract class PushRepository {
  abstract begin(): Promise<void>;
  /** Undefined while another process pushes, a batch that was not taken waits, or nothing does. */
  abstract claim(claimId: string): Promise<PushClaim | undefined>;
  abstract sealedExtent(): Promise<SealedExtent>;
  /** Rows of all tenants, in the order of writing. */
  abstract next(range: WritingRange, most: number): Promise<PushedRow[]>;
  /** Nothing of it counts once the claim has run out and another process has its own. */
  abstract taken(claim: PushClaim, last: PushedRow, outcome: string): Promise<void>;
  abstract notTaken(claim: PushClaim, outcome: string): Promise<void>;
  abstract release(claim: PushClaim): Promise<void>;
  abstract state(): Promise<PushState>;
}
