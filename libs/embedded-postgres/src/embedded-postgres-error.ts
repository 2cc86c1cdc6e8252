/** The embedded server cannot run here; the message is a sentence for the person who started it. */
export class EmbeddedPostgresError extends Error {
  override readonly name = 'EmbeddedPostgresError';
}

const FULL = /No space left on device|ENOSPC|Disk quota exceeded|EDQUOT/;

/** A sentence for a failure of the file system or of a program of PostgreSQL. */
export function explained(error: unknown, folder: string): EmbeddedPostgresError {
  if (error instanceof EmbeddedPostgresError) return error;
  const { message, code } = error as NodeJS.ErrnoException;
  return new EmbeddedPostgresError(reason(`${code ?? ''} ${message}`, folder), { cause: error });
}

/** What the text of an error or of the server's log means for a person. */
export function reason(text: string, folder: string): string {
  if (FULL.test(text))
    return `The disk that holds ${folder} is full: free some space, or set DATA_DIR to another disk.`;
  if (/\bEACCES\b|\bEPERM\b|Permission denied|has wrong ownership|has invalid permissions/.test(text)) {
    return `${folder} cannot be read and written by this account: start as the account that owns it, or set DATA_DIR to another folder.`;
  }
  if (/\bEROFS\b|Read-only file system/.test(text))
    return `${folder} is on a read-only disk: set DATA_DIR to another folder.`;
  if (/\bENOTDIR\b|\bEEXIST\b/.test(text)) return `${folder} is not a folder: set DATA_DIR to another one.`;
  if (/could not look up effective user/i.test(text)) {
    return 'The embedded PostgreSQL needs an account with a name, and this user id has none: set DATABASE_URL to a PostgreSQL server.';
  }
  return `The embedded PostgreSQL in ${folder} did not start: ${lastLine(text)}`;
}

function lastLine(text: string): string {
  const lines = text.trim().split('\n');
  const telling = lines.findLast((line) => /FATAL|PANIC|error/i.test(line)) ?? lines.at(-1) ?? '';
  return telling.trim().slice(0, 500) || 'it ended without a word.';
}
