import { createHash, createHmac } from 'node:crypto';
import { UPSTREAM_MODES } from '#wopi-protocol';
import type { Product } from './product.js';

const part = (json: string) => Buffer.from(json).toString('base64url');

/** As PHP's json_encode writes it: slashes escaped, unless it is told not to. */
function signed(filesUrl: string, fileId: string, key: string, escaped: boolean): string {
  const plain = `{"u":"${filesUrl}","f":"${fileId}"}`;
  const claims = escaped ? plain.replaceAll('/', '\\/') : plain;
  const input = `${part('{"typ":"JWT","alg":"HS256"}')}.${part(claims)}`;
  return `${input}.${createHmac('sha256', key).update(input).digest('base64url')}`;
}

/**
 * ownCloud 10 with its app `wopi`: a path with index.php, numeric ids, `typ` before `alg`, no check of proofs, and a PutRelativeFile
 * whose `Url` leads past the proxy.
 */
export function owncloud10({ escapedSlashes = false } = {}): Product {
  return {
    modes: UPSTREAM_MODES,
    checksProofs: false,
    filesPath: '/index.php/apps/wopi/files/',
    fileIdOf: (name) => String(createHash('sha256').update(name).digest().readUInt32BE()),
    proxiedId: (filesUrl, fileId, { key }) => signed(filesUrl, fileId, key, escapedSlashes),
    ownIdIn(segment, { key }) {
      const [, claims, signature] = segment.split('.');
      if (!claims || !signature) return /^\d+$/.test(segment) ? segment : undefined;
      const { u, f } = JSON.parse(Buffer.from(claims, 'base64url').toString()) as { u: string; f: string };
      return signed(u, f, key, escapedSlashes) === segment ? f : undefined;
    },
    trusts: () => true,
    urlOfNewFile: (filesUrl, fileId) => filesUrl + fileId,
  };
}
