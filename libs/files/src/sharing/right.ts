import { FileError } from '../file-error.js';

/** What a person may do with a file or a folder; each right includes those before it. */
export const RIGHTS = ['view', 'comment', 'edit', 'manage'] as const;

export type Right = (typeof RIGHTS)[number];

/** Whether a right includes another one. */
export const includesRight = (right: Right, needed: Right): boolean =>
  RIGHTS.indexOf(right) >= RIGHTS.indexOf(needed);

/**
 * What was found, for whoever has the right that is needed. A file or folder without any right is not found in the first place.
 * @throws FileError `not_found`, `not_permitted`
 */
export function requireRight<T extends { readonly rights: Right }>(
  found: T | undefined,
  needed: Right,
  missing?: string,
): T {
  if (!found) throw new FileError('not_found', missing);
  if (!includesRight(found.rights, needed)) throw new FileError('not_permitted');
  return found;
}
