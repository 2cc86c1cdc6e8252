/** `cancelled`: what was not done by then stays undone. */
export const JOB_STATES = ['waiting', 'running', 'done', 'cancelled'] as const;
export type JobState = (typeof JOB_STATES)[number];

/** `refused`: nothing was changed, for a reason; `failed`: nobody foresaw why. */
export const ITEM_OUTCOMES = ['done', 'refused', 'failed'] as const;
export type ItemOutcome = (typeof ITEM_OUTCOMES)[number];

export interface JobKey {
  readonly tenantId: string;
  readonly jobId: string;
}

/** Many changes of one kind, as one piece of work with an outcome for each. */
export interface Job {
  readonly id: string;
  readonly kind: string;
  readonly state: JobState;
  /** Id of the principal that asked for it. */
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
  readonly total: number;
  readonly done: number;
  readonly refused: number;
  readonly failed: number;
}

/** Thrown for an item that is refused: the sentence becomes its detail. */
export class ItemRefused extends Error {
  override readonly name = 'ItemRefused';
}

/**
 * Does one item, with queries as its only effects: it runs in the transaction that notes its outcome, so it happens once. Its subject is
 * what the job was started with, kept as JSON.
 * @throws ItemRefused
 */
export type DoItem<Subject extends object = object> = (subject: Subject, createdBy: string) => Promise<void>;
