import { Body, Get, Inject, Patch, Post } from '@nestjs/common';
import * as z from 'zod';
import { Purge } from '#files';
import { Problem } from '#http-server';
import { ADMIN_OPTIONS, type AdminOptions } from './admin-options.js';
import { AdminController } from './endpoint/admin-controller.js';
import { Endpoint, wholly } from './endpoint/endpoint.js';
import { IfMatch } from './endpoint/entity-tag.js';
import { IfUnchanged } from './endpoint/if-unchanged.js';
import { Retention } from './retention.js';

const MOST = 2_147_483_647;
const days = z.int().min(0).max(36_500);
const bytes = z.int().min(0);

export const PolicyForm = z
  .object({
    foldMinutes: z.int().min(0).max(1440).meta({ description: 'Saves of a session within so long are one' }),
    supersededDays: days.nullable().meta({ description: 'Of saves that another stands for' }),
    maxVersions: z.int().min(0).max(MOST).nullable().meta({ description: 'Beside the current one' }),
    maxAgeDays: days.nullable(),
    maxBytes: bytes.nullable().meta({ description: 'Of all versions of a file' }),
    deletedDays: days.nullable().meta({ description: 'Of the versions of deleted files' }),
    recoveredDays: days,
    recoveredPerFile: z.int().min(1).max(1000).meta({ description: 'Of one person' }),
    recoveredBytes: bytes.meta({ description: 'Of one person' }),
  })
  .meta({ description: 'How long versions and recovered saves are kept; null: no limit' });
const PolicyChange = z.strictObject(PolicyForm.partial().shape);
type PolicyChange = z.output<typeof PolicyChange>;

const Wish = z.strictObject({ preview: z.boolean().default(false) });
type Wish = z.output<typeof Wish>;

/** How long versions and recovered saves are kept. */
@AdminController('retention')
export class RetentionController {
  constructor(
    @Inject(ADMIN_OPTIONS) private readonly options: AdminOptions,
    private readonly retention: Retention,
    private readonly purge: Purge,
    private readonly unchanged: IfUnchanged,
  ) {}

  @Get()
  @Endpoint({ summary: 'The policy', needs: 'retention.read', answer: PolicyForm, tag: wholly })
  policy() {
    return this.retention.policy();
  }

  @Patch()
  @Endpoint({
    summary: 'Change limits of the policy',
    needs: 'retention.manage',
    answer: PolicyForm,
    tag: wholly,
  })
  change(@IfMatch() ifMatch: string | undefined, @Body({ schema: PolicyChange }) change: PolicyChange) {
    const policy = { row: 'tenant', values: [this.options.tenantId], read: () => this.policy() } as const;
    return this.unchanged.run(ifMatch, policy, () => this.retention.change(change));
  }

  @Post('purge')
  @Endpoint({
    summary: 'Remove now what the policy keeps no longer, or tell how much of versions that is',
    needs: 'retention.manage',
    status: 200,
    answer: z.object({ versions: z.int(), bytes: z.number(), recovered: z.int().optional() }),
    refusals: [409],
  })
  async run(@Body({ schema: Wish }) { preview }: Wish) {
    const { tenantId } = this.options;
    const report = preview ? await this.purge.preview(tenantId) : await this.purge.run(tenantId);
    if (!report) throw new Problem(409, 'A purge is under way already.');
    return report;
  }
}
