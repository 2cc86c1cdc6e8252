import { Body, Get, Inject, Put } from '@nestjs/common';
import { SecureViews } from '#files';
import { ADMIN_OPTIONS, type AdminOptions } from '../admin-options.js';
import { AdminController } from '../endpoint/admin-controller.js';
import { Endpoint } from '../endpoint/endpoint.js';
import { TenantPolicy } from './secure-view-forms.js';

/** Whether those who may only look at files are kept from taking them away. */
@AdminController('secure-view')
export class SecureViewController {
  constructor(
    @Inject(ADMIN_OPTIONS) private readonly options: AdminOptions,
    private readonly policies: SecureViews,
  ) {}

  @Get()
  @Endpoint({ summary: 'The policy of all files', needs: 'settings.read', answer: TenantPolicy })
  show() {
    return this.policies.ofTenant(this.options.tenantId);
  }

  @Put()
  @Endpoint({
    summary: 'Set the policy of all files',
    needs: 'shares.manage',
    status: 204,
    refusals: [413, 415],
  })
  set(@Body({ schema: TenantPolicy }) policy: TenantPolicy): Promise<void> {
    return this.policies.setForTenant({ tenantId: this.options.tenantId }, policy);
  }
}
