import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { AuditService } from '#audit';
import { Db } from '#database';
import { RetentionService } from '#versions';
import { DiscardBlobs } from '../discard-blobs.js';
import { BlobFateRepository } from '../persistence/blob-fate.repository.js';
import { type PurgeableVersion, PurgeRepository } from '../persistence/purge.repository.js';
import { RecoveredSaveRepository } from '../persistence/recovered-save.repository.js';

/** What a purge removed. */
export interface PurgeReport {
  readonly versions: number;
  /** Bytes of the versions; a blob that something else names stays. */
  readonly bytes: number;
  readonly recovered: number;
}

/** Rows that are gone, and the blobs that nothing names since. */
interface Slice {
  readonly rows: number;
  readonly bytes: number;
  /** Whether there may be more. */
  readonly full: boolean;
  readonly blobs: readonly string[];
}

const NOTHING: Slice = { rows: 0, bytes: 0, full: false, blobs: [] };
const FILES = 200;
/** Rows that one transaction removes at most. */
const SLICE = 5_000;
/** How often the turn is asked for while somebody else has it, and how long it is waited between. */
const TRIES = 20;
const PAUSE_MS = 250;
const FIRST = '00000000-0000-0000-0000-000000000000';

/** Removes what the tenant's policy keeps no longer, with an audit row for each file. */
@Injectable()
export class Purge {
  constructor(
    private readonly rows: PurgeRepository,
    private readonly recovered: RecoveredSaveRepository,
    private readonly fates: BlobFateRepository,
    private readonly discard: DiscardBlobs,
    private readonly retention: RetentionService,
    private readonly db: Db,
    private readonly audit: AuditService,
  ) {}

  /** Undefined, with part of it done perhaps, when another process keeps the turn to itself for seconds, or when told to stop. */
  async run(tenantId: string, stop?: AbortSignal): Promise<PurgeReport | undefined> {
    let [versions, bytes, recovered] = [0, 0, 0];
    for await (const files of this.batches(tenantId)) {
      for await (const slice of this.slices(tenantId, () => this.purgeVersions(tenantId, files))) {
        if (!slice || stop?.aborted) return undefined;
        versions += slice.rows;
        bytes += slice.bytes;
      }
    }
    for await (const slice of this.slices(tenantId, () => this.purgeRecovered(tenantId))) {
      if (!slice || stop?.aborted) return undefined;
      recovered += slice.rows;
    }
    return { versions, bytes, recovered };
  }

  /** What {@link run} would remove of versions. */
  async preview(tenantId: string): Promise<Omit<PurgeReport, 'recovered'>> {
    let [versions, bytes] = [0, 0];
    for await (const files of this.batches(tenantId)) {
      const doomed = await this.rows.purgeable(tenantId, files, null);
      versions += doomed.length;
      bytes += sizeOf(doomed);
    }
    return { versions, bytes };
  }

  private async *batches(tenantId: string): AsyncIterable<string[]> {
    let last: string | undefined = FIRST;
    while (last !== undefined) {
      const files: string[] = await this.rows.filesAfter(tenantId, last, FILES);
      if (files.length > 0) yield files;
      last = files.at(-1);
    }
  }

  /** Short transactions, each with the turn, until one finds less than it may remove: whoever places a hold waits for one at most. */
  private async *slices(tenantId: string, work: () => Promise<Slice>): AsyncIterable<Slice | undefined> {
    let slice: Slice | undefined;
    do {
      slice = await this.inTurn(tenantId, work);
      yield slice;
    } while (slice && slice.rows > 0 && slice.full);
  }

  private async inTurn(tenantId: string, work: () => Promise<Slice>): Promise<Slice | undefined> {
    for (let n = 1; n <= TRIES; n++) {
      const slice = await this.db.transaction(async () =>
        (await this.retention.takeTurn(tenantId)) ? work() : undefined,
      );
      if (slice) {
        await this.discard.run(tenantId, slice.blobs);
        return slice;
      }
      await sleep(PAUSE_MS);
    }
    return undefined;
  }

  /** Blobs first, as who publishes a version takes them first: nobody waits in a circle. */
  private async purgeVersions(tenantId: string, fileIds: readonly string[]): Promise<Slice> {
    const doomed = await this.rows.purgeable(tenantId, fileIds, SLICE);
    if (doomed.length === 0) return NOTHING;
    await this.fates.lock(tenantId, keysOf(doomed));
    const gone = await this.rows.purge(tenantId, doomed);
    for (const fileId of new Set(gone.map((version) => version.fileId))) {
      const versions = gone.filter((version) => version.fileId === fileId).map(({ version }) => version);
      const detail = { count: versions.length, first: versions[0], last: versions.at(-1) };
      await this.audit.append({ tenantId, fileId, operation: 'PurgeVersions', status: 200, detail });
    }
    const blobs = await this.fates.letGo(tenantId, keysOf(gone));
    return { rows: gone.length, bytes: sizeOf(gone), full: doomed.length === SLICE, blobs };
  }

  private async purgeRecovered(tenantId: string): Promise<Slice> {
    const gone = await this.recovered.expire(tenantId, SLICE);
    for (const fileId of new Set(gone.map((save) => save.fileId))) {
      const detail = { count: gone.filter((save) => save.fileId === fileId).length };
      await this.audit.append({ tenantId, fileId, operation: 'PurgeRecovered', status: 200, detail });
    }
    const keys = gone.map(({ key }) => key);
    const blobs = await this.fates.letGo(tenantId, keys);
    return { rows: gone.length, bytes: 0, full: gone.length === SLICE, blobs };
  }
}

const keysOf = (versions: readonly PurgeableVersion[]) => versions.map(({ blobKey }) => blobKey);
const sizeOf = (versions: readonly PurgeableVersion[]) => versions.reduce((sum, { size }) => sum + size, 0);
