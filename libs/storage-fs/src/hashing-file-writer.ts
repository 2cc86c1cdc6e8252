import { createHash } from 'node:crypto';
import { write, writev } from 'node:fs';
import { Writable } from 'node:stream';
import { StorageError } from '#storage';

/** Enough for the disk to be busy with one batch while the next arrives; 64 saves at once must stay small. */
const BUFFER_BYTES = 256 * 1024;

/** Writes to an open file in batches, counting and hashing what passes. Fails rather than exceed `maxBytes`. */
export class HashingFileWriter extends Writable {
  readonly #hash = createHash('sha256');
  size = 0;

  constructor(
    private readonly fd: number,
    private readonly maxBytes: number,
  ) {
    super({ highWaterMark: BUFFER_BYTES, decodeStrings: true });
  }

  /** Valid once, after the stream finished. */
  digest(): Buffer {
    return this.#hash.digest();
  }

  override _write(chunk: Buffer, _encoding: string, callback: (error?: Error | null) => void): void {
    if (!this.count(chunk)) return callback(new StorageError('too_large'));
    this.writeAll(chunk, callback);
  }

  override _writev(chunks: { chunk: Buffer }[], callback: (error?: Error | null) => void): void {
    const buffers = chunks.map(({ chunk }) => chunk);
    for (const buffer of buffers) if (!this.count(buffer)) return callback(new StorageError('too_large'));
    const total = buffers.reduce((sum, buffer) => sum + buffer.length, 0);
    writev(this.fd, buffers, (error, written) => {
      if (error) return callback(error);
      if (written === total) return callback();
      // A short write: rare enough to pay for one copy.
      this.writeAll(Buffer.concat(buffers).subarray(written), callback);
    });
  }

  private count(chunk: Buffer): boolean {
    this.size += chunk.length;
    this.#hash.update(chunk);
    return this.size <= this.maxBytes;
  }

  private writeAll(chunk: Buffer, callback: (error?: Error | null) => void): void {
    write(this.fd, chunk, 0, chunk.length, null, (error, written) => {
      if (error || written === chunk.length) return callback(error);
      this.writeAll(chunk.subarray(written), callback);
    });
  }
}
