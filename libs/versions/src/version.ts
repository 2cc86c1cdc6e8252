/** One state of a file's content. Never changed, never removed by a later one. */
export interface Version {
  /** Counts from 1 within a file; also the value of X-WOPI-ItemVersion. */
  readonly version: string;
  readonly origin: 'created' | 'saved' | 'restored';
  readonly restoredFrom: string | undefined;
  /** Bytes. */
  readonly size: number;
  readonly blobKey: string;
  readonly sha256: Buffer;
  readonly authorName: string;
  readonly createdAt: Date;
}
