export {
  type BlobAddress,
  BlobStore,
  type ByteRange,
  type StoredBlob,
  type WriteLimits,
} from './blob-store.js';
export { StorageError, type StorageErrorCode } from './storage-error.js';
