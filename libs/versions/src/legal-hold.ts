/** What no policy and nobody may remove: the versions of a tenant, of a file, or one version. */
export interface LegalHold {
  readonly holdId: string;
  /** Null for a whole tenant. */
  readonly fileId: string | null;
  /** Null for all that a file was and will be. */
  readonly version: string | null;
  readonly reason: string;
  readonly placedAt: Date;
  /** Null while it is in force. */
  readonly releasedAt: Date | null;
}

export interface HoldWish {
  readonly fileId?: string | undefined;
  readonly version?: string | undefined;
  readonly reason: string;
}
