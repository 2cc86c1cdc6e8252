import type { FileSummary } from './file.js';
import type { LocatedFile } from './persistence/file.repository.js';

/** What the world may know of a file: not where its content is kept. */
export function summaryOf({
  blobKey: _key,
  sha256: _hash,
  rights,
  secured,
  ...summary
}: LocatedFile): FileSummary {
  return {
    ...summary,
    lockedBy: summary.lockedBy ?? undefined,
    ...(rights && { rights }),
    ...(secured && { secured }),
  };
}
