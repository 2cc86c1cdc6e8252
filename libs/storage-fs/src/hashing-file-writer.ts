import { createHash } from 'node:crypto';
import { write, writev } from 'node:fs';
import { Writable } from 'node:stream';
import { StorageError } from '#storage';

/** Enough for the disk to be busy with one batch while the next arrives; 64 saves at once must stay small. */
const BUFFER_BYTES = 256 * 1024;

type WriteCallback = (error?: Error | null) => void;

/** Writes to an open file in batches, counting and hashing what passes. Fails rather than exceed `maxBytes`. */
export class HashingFileWriter extends Writable {
  readonly #hash = createHash('sha256');
  #writing = false;
  #afterWrite: (() => void) | undefined;
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

  override _write(chunk: Buffer, _encoding: string, callback: WriteCallback): void {
    if (!this.count(chunk)) return callback(new StorageError('too_large'));
    this.writeAll(chunk, this.pending(callback));
  }

  override _writev(chunks: { chunk: Buffer }[], callback: WriteCallback): void {
    const buffers = chunks.map(({ chunk }) => chunk);
    for (const buffer of buffers) if (!this.count(buffer)) return callback(new StorageError('too_large'));
    const total = buffers.reduce((sum, buffer) => sum + buffer.length, 0);
    const done = this.pending(callback);
    writev(this.fd, buffers, (error, written) => {
      if (error || written === total) return done(error);
      // A short write: rare enough to pay for one copy.
      this.writeAll(Buffer.concat(buffers).subarray(written), done);
    });
  }

  /** Waits for the write under way: the descriptor's number belongs to another file soon after it is closed. */
  override _destroy(error: Error | null, callback: (error?: Error | null) => void): void {
    if (this.#writing) this.#afterWrite = () => callback(error);
    else callback(error);
  }

  private pending(callback: WriteCallback): WriteCallback {
    this.#writing = true;
    return (error) => {
      this.#writing = false;
      callback(error);
      this.#afterWrite?.();
    };
  }

  private count(chunk: Buffer): boolean {
    this.size += chunk.length;
    this.#hash.update(chunk);
    return this.size <= this.maxBytes;
  }

  private writeAll(chunk: Buffer, callback: WriteCallback): void {
    write(this.fd, chunk, 0, chunk.length, null, (error, written) => {
      if (error || written === chunk.length || this.destroyed) return callback(error);
      this.writeAll(chunk.subarray(written), callback);
    });
  }
}
