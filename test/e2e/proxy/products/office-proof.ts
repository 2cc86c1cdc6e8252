import { type KeyObject, verify } from 'node:crypto';
import type { ReceivedCall } from './product.js';

/** Whether the office server signed the call with its current key for this URL; written from Microsoft's page on proof keys. */
export function hasOfficeProof(url: string, { headers, accessToken }: ReceivedCall, key: KeyObject): boolean {
  const ticks = Buffer.alloc(8);
  ticks.writeBigUInt64BE(BigInt(String(headers['x-wopi-timestamp'] ?? '0')));
  const fields = [Buffer.from(accessToken), Buffer.from(url.toUpperCase()), ticks];
  const signed = Buffer.concat(fields.flatMap((field) => [lengthOf(field), field]));
  return verify('sha256', signed, key, Buffer.from(String(headers['x-wopi-proof'] ?? ''), 'base64'));
}

function lengthOf(field: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(field.length);
  return length;
}
