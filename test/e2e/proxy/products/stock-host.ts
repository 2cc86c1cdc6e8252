import { randomUUID } from 'node:crypto';
import { ocis } from './ocis.js';
import { hasOfficeProof } from './office-proof.js';
import type { Product } from './product.js';

/**
 * Any WOPI host that never heard of a proxy: ids of its own, and proofs checked against its own address with the keys of the
 * discovery that it was told of, which is the proxy's. Whoever makes its pages writes the proxied ids.
 */
export const stockHost: Product = {
  modes: ['resign'],
  plainFileId: true,
  checksProofs: true,
  filesPath: '/wopi/files/',
  fileIdOf: () => randomUUID(),
  proxiedId: ocis.proxiedId,
  ownIdIn: (segment) => segment,
  trusts: (call, { origin, proofKey }) => hasOfficeProof(origin + call.target, call, proofKey),
  urlOfNewFile: (filesUrl, fileId) => filesUrl + fileId,
};
