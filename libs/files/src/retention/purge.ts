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
interface Batch {
  readonly rows: number;
  readonly bytes: number;
  readonly blobs: readonly string[];
}

const NOTHING: Batch = { rows: 0, bytes: 0, blobs: [] };
const FILES = 200;
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

  /** Undefined, with part of it done perhaps, when another process is at it. */
  async run(tenantId: string): Promise<PurgeReport | undefined> {
    let [versions, bytes] = [0, 0];
    for await (const files of this.batches(tenantId)) {
      const batch = await this.inTurn(tenantId, () => this.purgeVersions(tenantId, files));
      if (!batch) return undefined;
      versions += batch.rows;
      bytes += batch.bytes;
    }
    const expired = await this.inTurn(tenantId, () => this.purgeRecovered(tenantId));
    return expired && { versions, bytes, recovered: expired.rows };
  }

  /** What {@link run} would remove of versions. */
  async preview(tenantId: string): Promise<Omit<PurgeReport, 'recovered'>> {
    let [versions, bytes] = [0, 0];
    for await (const files of this.batches(tenantId)) {
      const doomed = await this.rows.purgeable(tenantId, files);
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

  /** Short transactions, each with the turn: whoever places a hold waits for one of them at most. */
  private async inTurn(tenantId: string, work: () => Promise<Batch>): Promise<Batch | undefined> {
    const batch = await this.db.transaction(async () =>
      (await this.retention.takeTurn(tenantId)) ? work() : undefined,
    );
    if (batch) await this.discard.run(tenantId, batch.blobs);
    return batch;
  }

  /** Blobs first, as who publishes a version takes them first: nobody waits in a circle. */
  private async purgeVersions(tenantId: string, fileIds: readonly string[]): Promise<Batch> {
    const doomed = await this.rows.purgeable(tenantId, fileIds);
    if (doomed.length === 0) return NOTHING;
    await this.fates.lock(tenantId, keysOf(doomed));
    const gone = await this.rows.purge(tenantId, doomed);
    for (const fileId of new Set(gone.map((version) => version.fileId))) {
      const versions = gone.filter((version) => version.fileId === fileId).map(({ version }) => version);
      const detail = { count: versions.length, first: versions[0], last: versions.at(-1) };
      await this.audit.append({ tenantId, fileId, operation: 'PurgeVersions', status: 200, detail });
    }
    const blobs = await this.fates.letGo(tenantId, keysOf(gone));
    return { rows: gone.length, bytes: sizeOf(gone), blobs };
  }

  private async purgeRecovered(tenantId: string): Promise<Batch> {
    const gone = await this.recovered.expire(tenantId);
    for (const fileId of new Set(gone.map((save) => save.fileId))) {
      const detail = { count: gone.filter((save) => save.fileId === fileId).length };
      await this.audit.append({ tenantId, fileId, operation: 'PurgeRecovered', status: 200, detail });
    }
    const keys = gone.map(({ key }) => key);
    return { rows: gone.length, bytes: 0, blobs: await this.fates.letGo(tenantId, keys) };
  }
}

const keysOf = (versions: readonly PurgeableVersion[]) => versions.map(({ blobKey }) => blobKey);
const sizeOf = (versions: readonly PurgeableVersion[]) => versions.reduce((sum, { size }) => sum + size, 0);
