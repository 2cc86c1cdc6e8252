import type { Request } from 'express';
import { WopiHeader } from '#wopi-protocol';
import { headerOf } from './wopi-request.js';

/** X-WOPI-SequenceNumber; undefined unless it is a whole number. */
export function sequenceNumberOf(http: Request): string | undefined {
  const text = headerOf(http, WopiHeader.SequenceNumber);
  return text !== undefined && /^\d{1,18}$/.test(text) ? String(BigInt(text)) : undefined;
}
