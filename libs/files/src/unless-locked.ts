import { WopiError } from '#wopi-protocol';
import { FileError } from './file-error.js';

/** Says in words for a person that somebody has the file locked. @throws FileError `locked` */
export async function unlessLocked<T>(change: Promise<T>): Promise<T> {
  try {
    return await change;
  } catch (error) {
    if (error instanceof WopiError && error.code === 'lock_mismatch') throw new FileError('locked');
    throw error;
  }
}
