import { randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import {
  type BlobAddress,
  BlobStore,
  type ByteRange,
  StorageError,
  type StorageErrorCode,
  type StoredBlob,
  type WriteLimits,
} from '#storage';
import { DurableDirectories, syncDirectory } from './durable-directories.js';
import { HashingFileWriter } from './hashing-file-writer.js';

const KEY = /^[0-9a-f]{32}$/;
const TENANT = /^[0-9a-f-]{36}$/;
/** Smaller reads come in one piece, which spares the cost of a stream. */
const WHOLE_BYTES = 256 * 1024;
const READ_BUFFER_BYTES = 256 * 1024;
const CHECK_TENANT = '00000000-0000-0000-0000-000000000000';

/** What the operating system says, in the words of every blob store. */
const OF_THE_SYSTEM: Readonly<Record<string, StorageErrorCode>> = {
  ENOSPC: 'full',
  EDQUOT: 'full',
  EMFILE: 'busy',
  ENFILE: 'busy',
};

/** Blobs as files `<root>/<tenant>/<first two digits>/<key>`, synced with their directories before they count. */
@Injectable()
export class FsBlobStore extends BlobStore {
  readonly #root: string;
  readonly #directories: DurableDirectories;

  constructor(root: string) {
    super();
    this.#root = path.resolve(root);
    this.#directories = new DurableDirectories(this.#root);
  }

  async write(tenantId: string, content: Readable, limits: WriteLimits): Promise<StoredBlob> {
    // A sender may fail while the file is still being opened, when nobody else listens yet.
    content.on('error', () => undefined);
    const key = randomBytes(16).toString('hex');
    const file = this.fileOf({ tenantId, key });
    try {
      const written = await writeDurably(await this.openNew(file), content, limits);
      await syncDirectory(path.dirname(file));
      return { key, ...written };
    } catch (error) {
      await fs.rm(file, { force: true }).catch(() => undefined);
      throw storageError(error, content);
    }
  }

  async read(blob: BlobAddress, range?: ByteRange): Promise<Buffer | Readable> {
    const file = this.fileOf(blob);
    try {
      const handle = await fs.open(file, 'r');
      const { size } = await handle.stat();
      const { start, end } = range ?? { start: 0, end: size - 1 };
      if (end >= size) throw await closed(handle, new Error('the blob is shorter than its row says'));
      if (end - start + 1 <= WHOLE_BYTES) return await readWhole(handle, start, end - start + 1);
      return createReadStream('', { fd: handle, start, end, highWaterMark: READ_BUFFER_BYTES });
    } catch (error) {
      const { code = '' } = error as NodeJS.ErrnoException;
      throw new StorageError(code === 'ENOENT' ? 'missing' : (OF_THE_SYSTEM[code] ?? 'failed'), {
        cause: error,
      });
    }
  }

  async remove(blob: BlobAddress): Promise<void> {
    await fs.rm(this.fileOf(blob), { force: true });
  }

  async *listOlder(before: Date): AsyncIterable<BlobAddress> {
    for (const tenantId of await namesIn(this.#root, TENANT)) {
      for (const shelf of await namesIn(path.join(this.#root, tenantId), /^[0-9a-f]{2}$/)) {
        const directory = path.join(this.#root, tenantId, shelf);
        for (const key of await namesIn(directory, KEY)) {
          const found = await fs.stat(path.join(directory, key)).catch(() => undefined);
          if (found && found.mtime < before) yield { tenantId, key };
        }
      }
    }
  }

  async check(): Promise<void> {
    const { key } = await this.write(CHECK_TENANT, Readable.from([Buffer.from('check')]), { maxBytes: 16 });
    await this.remove({ tenantId: CHECK_TENANT, key });
  }

  /** Keys and tenants come from rows, yet a path is only ever built from what has their exact form. */
  private fileOf({ tenantId, key }: BlobAddress): string {
    if (!TENANT.test(tenantId) || !KEY.test(key)) throw new StorageError('missing');
    return path.join(this.#root, tenantId, key.slice(0, 2), key);
  }

  private async openNew(file: string): Promise<fs.FileHandle> {
    try {
      return await this.openIn(path.dirname(file), file);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      // Directories were there once: a disk was mounted anew, or a backup played back.
      this.#directories.forget();
      return this.openIn(path.dirname(file), file);
    }
  }

  private async openIn(directory: string, file: string): Promise<fs.FileHandle> {
    await this.#directories.ensure(directory);
    return fs.open(file, 'wx', 0o640);
  }
}

async function writeDurably(
  handle: fs.FileHandle,
  content: Readable,
  { maxBytes, expectedBytes }: WriteLimits,
): Promise<Omit<StoredBlob, 'key'>> {
  try {
    const writer = new HashingFileWriter(handle.fd, maxBytes);
    await pour(content, writer);
    if (expectedBytes !== undefined && writer.size !== expectedBytes) throw new StorageError('size_mismatch');
    await handle.sync();
    return { size: writer.size, sha256: writer.digest() };
  } finally {
    await handle.close();
  }
}

async function closed(handle: fs.FileHandle, error: Error): Promise<Error> {
  await handle.close();
  return error;
}

/** Like `pipeline`, but a refusal leaves the source open: the sender of a request can still be answered. */
function pour(content: Readable, writer: HashingFileWriter): Promise<void> {
  if (content.destroyed) return Promise.reject(new StorageError('interrupted'));
  return new Promise((resolve, reject) => {
    const settle = (error?: Error | null) => {
      content.off('error', settle).off('close', interrupted).unpipe(writer);
      writer.off('error', settle).off('finish', settle);
      if (!error) return resolve();
      // Only then may the caller close the file.
      writer.once('close', () => reject(error)).on('error', () => undefined);
      writer.destroy();
    };
    const interrupted = () => {
      if (!content.readableEnded) settle(new StorageError('interrupted'));
    };
    content.once('error', settle).once('close', interrupted);
    writer.once('error', settle).once('finish', settle);
    content.pipe(writer);
  });
}

async function readWhole(handle: fs.FileHandle, start: number, length: number): Promise<Buffer> {
  try {
    const buffer = Buffer.allocUnsafe(length);
    for (let filled = 0; filled < length;) {
      const { bytesRead } = await handle.read(buffer, filled, length - filled, start + filled);
      if (bytesRead === 0) throw new Error('the blob is shorter than its row says');
      filled += bytesRead;
    }
    return buffer;
  } finally {
    await handle.close();
  }
}

async function namesIn(directory: string, form: RegExp): Promise<string[]> {
  const names = await fs.readdir(directory).catch(() => []);
  return names.filter((name) => form.test(name));
}

function storageError(error: unknown, content: Readable): StorageError {
  if (error instanceof StorageError) return error;
  const { code = '' } = error as NodeJS.ErrnoException;
  const known = OF_THE_SYSTEM[code];
  if (known) return new StorageError(known, { cause: error });
  const interrupted =
    code === 'ERR_STREAM_PREMATURE_CLOSE' || code === 'ECONNRESET' || content.errored === error;
  return new StorageError(interrupted ? 'interrupted' : 'failed', { cause: error });
}
