import { createHash } from 'node:crypto';
import jwt from 'jsonwebtoken';
import { hasOfficeProof } from './office-proof.js';
import type { Product, ProductSettings } from './product.js';

const sign = (filesUrl: string, fileId: string, { key }: ProductSettings) =>
  jwt.sign({ u: filesUrl, f: fileId }, key, { algorithm: 'HS256', noTimestamp: true });

/**
 * oCIS and OpenCloud: ids are hashes, the JWT is found in the path, and Microsoft's proof is checked against the product's own
 * request with the proxy's origin in front, so that path and query must be the ones that were signed.
 */
export const ocis: Product = {
  modes: ['transparent', 'forwarded', 'attested'],
  checksProofs: true,
  filesPath: '/wopi/files/',
  fileIdOf: (name) => createHash('sha256').update(name).digest('hex'),
  proxiedId: sign,
  ownIdIn(segment, { key }) {
    if (!segment.includes('.')) return undefined;
    try {
      const { f } = jwt.verify(segment, key, { algorithms: ['HS256'] }) as { f: string };
      return /^[0-9a-f]{64}$/.test(f) ? f : undefined;
    } catch {
      return undefined;
    }
  },
  trusts(call, { proxyUrl, proofKey, checksProofs }) {
    return !checksProofs || hasOfficeProof(proxyUrl + call.target, call, proofKey);
  },
  urlOfNewFile: (filesUrl, fileId, settings) =>
    `${settings.proxyUrl}/wopi/files/${sign(filesUrl, fileId, settings)}`,
};
