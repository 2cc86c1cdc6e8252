import type { Readable } from 'node:stream';

/** What a finished write left behind. */
export interface StoredBlob {
  /** Random, never derived from a name; unique in its tenant. */
  readonly key: string;
  /** Bytes. */
  readonly size: number;
  readonly sha256: Buffer;
}

export interface WriteLimits {
  /** More bytes than this: `too_large`. */
  readonly maxBytes: number;
  /** The sender's own word on the size; another number of bytes: `size_mismatch`. */
  readonly expectedBytes?: number | undefined;
}

/** First and last byte, both included. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

export interface BlobAddress {
  readonly tenantId: string;
  readonly key: string;
}

/**
 * Keeps immutable byte sequences. A blob is written once under a fresh key and never changed, so that a reader needs no
 * lock, and a version that names a blob stays what it was. Every adapter passes the same contract suite.
 */
export abstract class BlobStore {
  /**
   * Streams `content` into a fresh blob, hashing on the way. Resolves only once the bytes and the key survive a power cut;
   * on any failure nothing is left that `read` would find.
   * @throws StorageError `too_large`, `size_mismatch`, `interrupted` (the sender went away), `full`, `failed`
   */
  abstract write(tenantId: string, content: Readable, limits: WriteLimits): Promise<StoredBlob>;

  /**
   * The bytes, or a part of them; at once for a small one, as a stream for a large one.
   * @throws StorageError `missing`, `failed`
   */
  abstract read(blob: BlobAddress, range?: ByteRange): Promise<Buffer | Readable>;

  /** Removes a blob; one that is not there counts as removed. */
  abstract remove(blob: BlobAddress): Promise<void>;

  /** Blobs whose last write lies before `before`, finished or not; in no order. */
  abstract listOlder(before: Date): AsyncIterable<BlobAddress>;

  /** Writes and removes a probe. @throws StorageError */
  abstract check(): Promise<void>;
}
