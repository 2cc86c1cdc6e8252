/** A row that all replicas share. */
export interface StoredDiscovery {
  /** The last good document. */
  readonly xml: string | undefined;
  readonly fetchedAt: Date | undefined;
  readonly triedAt: Date;
  readonly failure: string | undefined;
  /** Changes with every new document. */
  readonly revision: string | undefined;
  /** Milliseconds since the document was fetched, by the clock of the database. */
  readonly age: number | undefined;
  /** Milliseconds since it was last asked for. */
  readonly triedAgo: number;
}

/** Port: the discoveries of all clients, shared by all replicas, and who may fetch them. */
export abstract class DiscoveryRepository {
  /** Without the document when its revision is the one that the caller has; undefined before anybody tried. */
  abstract find(url: string, revision?: string): Promise<StoredDiscovery | undefined>;
  /** Whether the caller may fetch now; at most one caller in `leastMs`, or in the other time while there is no document. */
  abstract claim(url: string, leastMs: number, leastWithoutDocumentMs: number): Promise<boolean>;
  /** Keeps a good document and tells all replicas. */
  abstract keep(url: string, xml: string): Promise<void>;
  /** Keeps why an attempt failed, and the last good document, and tells all replicas. */
  abstract keepFailure(url: string, failure: string): Promise<void>;
}
