import type { DirectoryEntry } from './directory-entry.js';

/** The port to people and groups by name. */
export abstract class DirectoryRepository {
  /** @param wanted in lower case */
  abstract find(tenantId: string, wanted: string): Promise<DirectoryEntry[]>;
}
