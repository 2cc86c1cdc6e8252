import { type EmbeddedPostgresOptions, startEmbeddedPostgres } from './embedded-postgres.js';

/** A database that a process uses, and how it lets go of it. */
export interface OpenedDatabase {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

/**
 * The database at `url`, or without one the embedded one.
 * @throws EmbeddedPostgresError
 */
export async function openDatabase(
  url: string | undefined,
  options: EmbeddedPostgresOptions,
): Promise<OpenedDatabase> {
  return url === undefined ? startEmbeddedPostgres(options) : { url, stop: async () => undefined };
}
