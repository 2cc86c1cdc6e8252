import { Inject, Injectable } from '@nestjs/common';
import { AuditService } from '#audit';
import type { Companion } from '#database';
import {
  type HoldWish,
  type LegalHold,
  type RetentionChange,
  type RetentionPolicy,
  RetentionService,
} from '#versions';
import { ADMIN_OPTIONS, type AdminOptions } from './admin-options.js';

/** Changes to what is kept, each with its audit row. */
@Injectable()
export class Retention {
  constructor(
    @Inject(ADMIN_OPTIONS) private readonly options: AdminOptions,
    private readonly retention: RetentionService,
    private readonly audit: AuditService,
  ) {}

  async policy(): Promise<RetentionPolicy> {
    return (await this.retention.policy(this.options.tenantId))!;
  }

  async change(change: RetentionChange): Promise<RetentionPolicy> {
    await this.retention.changePolicy(
      this.options.tenantId,
      change,
      this.record('ChangeRetention', 200, { ...change }),
    );
    return this.policy();
  }

  /** Undefined when the file or the version is not there. */
  place(wish: HoldWish): Promise<LegalHold | undefined> {
    const { fileId, version } = wish;
    const companion = this.record('PlaceHold', 201, { version }, fileId);
    return this.retention.placeHold(this.options.tenantId, wish, companion);
  }

  release(holdId: string): Promise<boolean> {
    const companion = this.record('ReleaseHold', 200, { holdId });
    return this.retention.releaseHold(this.options.tenantId, holdId, companion);
  }

  private record(operation: string, status: number, detail: object, fileId?: string): Companion {
    const { tenantId } = this.options;
    return this.audit.companion({ tenantId, fileId, operation, status, detail: { ...detail } });
  }
}
