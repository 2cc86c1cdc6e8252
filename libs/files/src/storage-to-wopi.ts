import { channel } from 'node:diagnostics_channel';
import { StorageError, type StorageErrorCode } from '#storage';
import { WopiError, type WopiErrorCode } from '#wopi-protocol';
import { FileError, type FileErrorCode } from './file-error.js';

const WOPI: Record<StorageErrorCode, WopiErrorCode> = {
  too_large: 'body_too_large',
  size_mismatch: 'body_mismatch',
  interrupted: 'body_mismatch',
  full: 'storage_full',
  busy: 'busy',
  missing: 'server_error',
  failed: 'server_error',
};

const FILE: Partial<Record<StorageErrorCode, FileErrorCode>> = {
  too_large: 'too_large',
  size_mismatch: 'interrupted',
  interrupted: 'interrupted',
  full: 'storage_full',
};

/** Tells whoever subscribes how many milliseconds the storage worked for a WOPI client, within its request's async context. */
export const storageTimes = channel('wopi-gateway.storage');

/** Says a storage failure in the words of a WOPI client. */
export async function inWopi<T>(work: Promise<T>): Promise<T> {
  const startedAt = performance.now();
  try {
    return await work;
  } catch (error) {
    if (error instanceof StorageError) throw new WopiError(WOPI[error.code], {}, { cause: error });
    throw error;
  } finally {
    storageTimes.publish(performance.now() - startedAt);
  }
}

/** Says a storage failure, or that there is no room, in the words of a person or an application. */
export async function inSentences<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    const full = error instanceof WopiError && error.code === 'quota_exceeded';
    const code = full ? 'quota_exceeded' : error instanceof StorageError ? FILE[error.code] : undefined;
    if (code) throw new FileError(code, undefined, { cause: error });
    throw error;
  }
}
