import { DocumentError } from '../documents/document-error.js';
import { WopiHeader } from '#wopi-protocol';
import type { WopiAnswer } from './wopi-caller.js';

/**
 * Why something did not work, for the person: `conflict` another lock is in the way, `ended` the host takes no more
 * calls of this session, `retry` it may work later, `refused` it never will.
 */
export interface Trouble {
  readonly kind: 'conflict' | 'ended' | 'retry' | 'refused';
  readonly sentence: string;
  /** The lock that is in the way; '' when nobody holds one. */
  readonly otherLock?: string;
}

/** What a person is told when something could not be done. */
export type Failed = { readonly outcome: 'failed' } & Trouble;

export const failed = (trouble: Trouble): Failed => ({ outcome: 'failed', ...trouble });

/** What `read` answers; what is wrong with the document as a failure. */
export async function guarded<T>(read: () => T | Promise<T>): Promise<T | Failed> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof DocumentError) return failed({ kind: 'refused', sentence: error.message });
    throw error;
  }
}

/** What an answer means; undefined for 200. `what` is what was tried, as in "refused to …". */
export function troubleOf(answer: WopiAnswer, what: string): Trouble | undefined {
  const { status } = answer;
  if (status === 200) return undefined;
  if (status === 409) {
    const otherLock = answer.header(WopiHeader.Lock) ?? '';
    const sentence = otherLock
      ? `The host refused to ${what}: another session holds the lock of this document.`
      : `The host refused to ${what}: the lock of this document is gone.`;
    return { kind: 'conflict', sentence, otherLock };
  }
  if (status === 401 || status === 403) {
    return { kind: 'ended', sentence: 'The session ended: the host no longer accepts its access token.' };
  }
  if (status === 404) {
    return { kind: 'ended', sentence: 'The session ended: the host does not know this document any more.' };
  }
  if (status === 0) return { kind: 'retry', sentence: `The host could not be reached to ${what}.` };
  if (status === 429 || (status >= 500 && status !== 501)) {
    return { kind: 'retry', sentence: `The host could not ${what} just now (status ${status}).` };
  }
  return { kind: 'refused', sentence: `The host refused to ${what} (status ${status}).` };
}
