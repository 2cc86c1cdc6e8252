import { fileURLToPath } from 'node:url';

/** Where package.json, samples/ and dist/ are; this file is dist/apps/local/src/installation.js when it runs. */
export const INSTALLATION = fileURLToPath(new URL('../../../../', import.meta.url));

/** A driver's error as a sentence; its own message alone does not say what to do. */
export function databaseSentence(error: unknown): Error {
  const { code, message } = error as NodeJS.ErrnoException;
  const reasons: Record<string, string> = {
    ECONNREFUSED: 'nothing answers at its address',
    ENOTFOUND: 'its host name is unknown',
    ETIMEDOUT: 'it does not answer',
    '28P01': 'it refuses the password',
    '28000': 'it refuses the account',
    '3D000': 'it has no database of that name',
    '42501': 'the account may not change the schema',
    '53100': 'its disk is full',
  };
  const reason = reasons[code ?? ''] ?? (message || 'it cannot be used');
  return new Error(`The database cannot be used: ${reason}.`, { cause: error });
}

/** What a person is told when nothing better is known. */
export function sentenceOf(error: unknown, dataDir = 'DATA_DIR'): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return `The disk that holds ${dataDir} is full; free some space and start again.`;
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS')
    return `${dataDir} cannot be written: ${message}.`;
  return message;
}
