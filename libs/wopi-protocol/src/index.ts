/** What the WOPI protocol is, whoever speaks it: pure functions and types, no input or output. */
export { readAccessToken } from './access-token.js';
export { WopiHeader, type WopiHeaderName } from './wopi-header.js';
export { COOL_SPELLINGS, type CoolHeader, type CoolSpelling, DOCUMENT_CHANGED } from './cool-header.js';
export {
  findOperation,
  PLUS_OPERATIONS,
  supportFlags,
  WOPI_OPERATIONS,
  type WopiOperation,
  type WopiOperationName,
  type WopiResource,
  type WopiRight,
  type WopiSuffix,
} from './operations.js';
export { LOCK_ID_MAX_LENGTH, LOCK_TTL_MINUTES, parseLockId, type LockId } from './lock-id.js';
export {
  checkCoauthLockMetadata,
  coauthLockMetadataIn,
  parseCoauthLockId,
  parseCoauthLockType,
  parseExpirationTimeout,
  type CoauthLockId,
  type CoauthLockType,
} from './coauth-lock.js';
export {
  chunkFrameHead,
  chunkRangeFrameHead,
  END_FRAME,
  type Frame,
  FrameReader,
  FrameType,
  messageFrame,
} from './frames.js';
export { SpookyHash, spookyHash } from './spooky-hash.js';
export { type ReadBytes, zipChunkLengths } from './zip-chunks.js';
export {
  CONTENT_LIMITS,
  MAIN_CONTENT,
  MESSAGE_MAX_BYTES,
  readGetChunkedFile,
  readGetChunks,
  readPutChunkedFile,
  type ChunkingScheme,
  type ChunkRange,
  type ChunkSignature,
  type ContentFilter,
  type ContentProperty,
  type GetChunkedFileMessage,
  type PutChunkedFileMessage,
  type StreamRanges,
  type StreamSignature,
} from './chunked-file.js';
export { decodeUtf7, encodeUtf7 } from './utf7.js';
export { WopiError, type WopiErrorCode, type WopiErrorDetail } from './wopi-error.js';
export { toWopiResponse, type WopiRefusal } from './wopi-response.js';
export { signProof, signProofOffThread, verifyProof, type ProofHeaders, type ProofVerdict } from './proof.js';
export { diagnoseSignature, type SignatureDiagnosis } from './proof-diagnosis.js';
export { discoveryProofKey, proofKeySet, type ProofKeySet } from './proof-keys.js';
export {
  DiscoveryError,
  type Discovery,
  type DiscoveryAction,
  type DiscoveryApp,
  type DiscoveryProofKey,
  type DiscoveryZone,
} from './discovery.js';
export { parseDiscovery } from './discovery-parse.js';
export { publishDiscovery } from './discovery-publish.js';
export { chooseAction, type ActionWish } from './choose-action.js';
export { fillActionUrl, type ActionUrlValues } from './action-url.js';
export {
  checkProxiedFileId,
  looksProxied,
  mintProxiedFileId,
  PROXIED_FILE_ID_MAX_LENGTH,
  readProxiedFileId,
  type ProxiedFileId,
  type ProxiedFileIdDialect,
} from './proxied-file-id.js';
export { ASSERTION_HEADER, signAssertion, verifyAssertion, type ProxyAssertion } from './assertion.js';
export { UPSTREAM_MODES, type UpstreamMode } from './upstream-mode.js';
