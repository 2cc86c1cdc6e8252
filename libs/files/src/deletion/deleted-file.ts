/** A file that was deleted and can be brought back. */
export interface DeletedFile {
  readonly id: string;
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  readonly ownerId: string;
  readonly ownerName: string;
  readonly deletedAt: Date;
  readonly deletedByName?: string | undefined;
}
