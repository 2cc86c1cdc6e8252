import { Injectable } from '@nestjs/common';
import { AuditService } from '#audit';
import { Db } from '#database';
import { RetentionService, VersionsService } from '#versions';
import { AuditTrail } from '../audit-trail.js';
import type { Requester } from '../file.js';
import { FileError } from '../file-error.js';
import { PurgeRepository } from '../persistence/purge.repository.js';

const NONE = 'There is no such version.';
const KEPT = 'This is the current version, has a name or a pin, or a legal hold keeps it.';

/** Removes one version for good, whatever the policy says of it. Its bytes are left to the sweeper, so it may run within a transaction. */
@Injectable()
export class RemoveVersion {
  constructor(
    private readonly rows: PurgeRepository,
    private readonly versions: VersionsService,
    private readonly retention: RetentionService,
    private readonly db: Db,
    private readonly audit: AuditService,
  ) {}

  /** @throws FileError `not_found`, `held` for what no purge would remove either */
  async run(requester: Requester, fileId: string, version: string): Promise<void> {
    const { tenantId } = requester;
    await this.db.transaction(async () => {
      await this.retention.awaitTurn(tenantId);
      const gone = await this.rows.remove(tenantId, fileId, version);
      if (!gone) throw await this.refusal(tenantId, fileId, version);
      const trail = new AuditTrail({ ...requester, fileId, operation: 'RemoveVersion' });
      await this.audit.append(trail.entry(204, { detail: { version, size: gone.size } }));
    });
  }

  private async refusal(tenantId: string, fileId: string, version: string): Promise<FileError> {
    const known = await this.versions.find(tenantId, fileId, version);
    return known ? new FileError('held', KEPT) : new FileError('not_found', NONE);
  }
}
