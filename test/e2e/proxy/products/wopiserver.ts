import jwt from 'jsonwebtoken';
import { UPSTREAM_MODES } from '#wopi-protocol';
import type { Product, ProductSettings } from './product.js';

/** Ids of this length and more are taken as proxied already. */
const PROXIED_FROM = 90;

const sign = (filesUrl: string, fileId: string, { key }: ProductSettings) =>
  jwt.sign({ u: filesUrl, f: fileId }, key, { algorithm: 'HS256', noTimestamp: true });

/** cs3org/wopiserver: a port in its files URL, opaque base64 ids, no check of proofs; what is long enough is a JWT, what is short an id. */
export const wopiserver: Product = {
  modes: UPSTREAM_MODES,
  checksProofs: false,
  filesPath: '/wopi/files/',
  fileIdOf: (name) => Buffer.from(`eoshome:${name}`).toString('base64url'),
  proxiedId: sign,
  ownIdIn(segment, { key }) {
    if (segment.length < PROXIED_FROM) return segment;
    try {
      return (jwt.verify(segment, key, { algorithms: ['HS256'] }) as { f: string }).f;
    } catch {
      return undefined;
    }
  },
  trusts: () => true,
  urlOfNewFile: (filesUrl, fileId, settings) =>
    `${settings.proxyUrl}/wopi/files/${fileId.length < PROXIED_FROM ? sign(filesUrl, fileId, settings) : fileId}`,
};
