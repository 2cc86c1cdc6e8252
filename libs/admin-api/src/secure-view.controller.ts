import { Body, Get, Inject, Param, Put } from '@nestjs/common';
import * as z from 'zod';
import { SecureViews } from '#files';
import { ADMIN_OPTIONS, type AdminOptions } from './admin-options.js';
import { AdminController } from './endpoint/admin-controller.js';
import { Endpoint } from './endpoint/endpoint.js';
import { IdParam } from './endpoint/forms.js';

const watermark = z.string().trim().min(1).max(200).nullable().default(null);
const enabled = z.boolean().meta({ description: 'No download, print or copy for those who may not edit' });

const TenantPolicy = z.strictObject({
  enabled,
  watermark: watermark.meta({ description: '`{name}` stands for who looks; null: the name alone' }),
});
type TenantPolicy = z.output<typeof TenantPolicy>;

const FilePolicy = z.strictObject({
  enabled: enabled.nullable().meta({ description: 'Null: as for all files' }),
  watermark: watermark.meta({ description: 'Null: as for all files' }),
});
type FilePolicy = z.output<typeof FilePolicy>;

/** Whether those who may only look at files are kept from taking them away. */
@AdminController('')
export class SecureViewController {
  constructor(
    @Inject(ADMIN_OPTIONS) private readonly options: AdminOptions,
    private readonly policies: SecureViews,
  ) {}

  @Get('secure-view')
  @Endpoint({ summary: 'The policy of all files', needs: 'settings.read', answer: TenantPolicy })
  ofTenant() {
    return this.policies.ofTenant(this.options.tenantId);
  }

  @Put('secure-view')
  @Endpoint({
    summary: 'Set the policy of all files',
    needs: 'shares.manage',
    status: 204,
    refusals: [413, 415],
  })
  setForTenant(@Body({ schema: TenantPolicy }) policy: TenantPolicy): Promise<void> {
    return this.policies.setForTenant({ tenantId: this.options.tenantId }, policy);
  }

  @Get('files/:id/secure-view')
  @Endpoint({ summary: 'The policy of a file', needs: 'files.read', answer: FilePolicy, refusals: [404] })
  ofFile(@Param({ schema: IdParam }) { id }: IdParam) {
    return this.policies.ofFile(this.options.tenantId, id);
  }

  @Put('files/:id/secure-view')
  @Endpoint({
    summary: 'Set the policy of a file',
    needs: 'shares.manage',
    status: 204,
    refusals: [404, 413, 415],
  })
  setForFile(
    @Param({ schema: IdParam }) { id }: IdParam,
    @Body({ schema: FilePolicy }) policy: FilePolicy,
  ): Promise<void> {
    return this.policies.setForFile({ tenantId: this.options.tenantId }, id, policy);
  }
}
