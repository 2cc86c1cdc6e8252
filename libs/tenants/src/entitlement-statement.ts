/** The customer's written word that its users may edit with Microsoft 365, as it was handed in. */
export interface EntitlementStatement {
  readonly statementId: string;
  readonly mediaType: string;
  readonly bytes: number;
  readonly sha256: string;
  /** The last day it speaks of, as YYYY-MM-DD; null: it names none. */
  readonly validUntil: string | null;
  /** Whether that day has not passed. */
  readonly current: boolean;
  readonly uploadedAt: Date;
}

export interface NewStatement {
  readonly mediaType: string;
  readonly content: Buffer;
  readonly validUntil: string | null;
}
