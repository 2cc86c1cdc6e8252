export type StorageErrorCode =
  'too_large' | 'size_mismatch' | 'interrupted' | 'full' | 'busy' | 'missing' | 'failed';

/** Why a blob could not be written or read; nothing half-written remains. */
export class StorageError extends Error {
  override readonly name = 'StorageError';

  constructor(
    readonly code: StorageErrorCode,
    options?: ErrorOptions,
  ) {
    super(SENTENCES[code], options);
  }
}

const SENTENCES: Record<StorageErrorCode, string> = {
  too_large: 'The content is larger than this server accepts',
  size_mismatch: 'The content has another size than was announced',
  interrupted: 'The sender went away before the content was complete',
  full: 'The storage is full',
  busy: 'The storage cannot open as many files at once',
  missing: 'The stored content is missing',
  failed: 'The storage failed',
};
