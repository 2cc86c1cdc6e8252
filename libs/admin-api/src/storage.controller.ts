import { Body, Get, Inject, Patch } from '@nestjs/common';
import * as z from 'zod';
import { AuditService } from '#audit';
import { StorageQuota } from '#files';
import { ADMIN_OPTIONS, type AdminOptions } from './admin-options.js';
import { AdminController } from './endpoint/admin-controller.js';
import { Endpoint } from './endpoint/endpoint.js';
import { IfMatch } from './endpoint/entity-tag.js';
import { IfUnchanged } from './endpoint/if-unchanged.js';

const bytes = z.int().min(0);

export const UseForm = z
  .object({
    quotaBytes: bytes.nullable().meta({ description: 'What usedBytes may be at most; null: no limit' }),
    usedBytes: bytes.meta({ description: 'Of the files that are there, in their current version' }),
    versionBytes: bytes.meta({ description: 'Of all versions, those of deleted files too' }),
    recoveredBytes: bytes.meta({ description: 'Of the recovery bin' }),
  })
  .meta({ description: 'What the files take' });

const QuotaChange = z.strictObject({ quotaBytes: bytes.nullable() });
type QuotaChange = z.output<typeof QuotaChange>;

/** What a PATCH changes; the rest moves with every save. */
const quotaOf = ({ quotaBytes }: z.output<typeof UseForm>) => ({ quotaBytes });

/** How much may be kept, and how much is. */
@AdminController('storage')
export class StorageController {
  constructor(
    @Inject(ADMIN_OPTIONS) private readonly options: AdminOptions,
    private readonly quota: StorageQuota,
    private readonly audit: AuditService,
    private readonly unchanged: IfUnchanged,
  ) {}

  @Get()
  @Endpoint({ summary: 'The quota and its use', needs: 'settings.read', answer: UseForm, tag: quotaOf })
  use() {
    return this.quota.use(this.options.tenantId);
  }

  @Patch()
  @Endpoint({
    summary: 'Set the quota, or lift it; below what is used, nothing may grow',
    needs: 'settings.manage',
    answer: UseForm,
    tag: quotaOf,
  })
  set(@IfMatch() ifMatch: string | undefined, @Body({ schema: QuotaChange }) { quotaBytes }: QuotaChange) {
    const { tenantId } = this.options;
    const entry = { tenantId, operation: 'SetQuota', status: 200, detail: { quotaBytes } };
    const quota = { row: 'tenant', values: [tenantId], read: async () => quotaOf(await this.use()) } as const;
    return this.unchanged.run(ifMatch, quota, async () => {
      await this.quota.set(tenantId, quotaBytes, this.audit.companion(entry));
      return this.use();
    });
  }
}
