import { Body, Get, Inject, Param, Put } from '@nestjs/common';
import { SecureViews } from '#files';
import { ADMIN_OPTIONS, type AdminOptions } from '../admin-options.js';
import { AdminController } from '../endpoint/admin-controller.js';
import { Endpoint } from '../endpoint/endpoint.js';
import { IdParam } from '../endpoint/forms.js';
import { FilePolicy } from './secure-view-forms.js';

/** Whether those who may only look at one file are kept from taking it away. */
@AdminController('files/:id/secure-view')
export class FileSecureViewController {
  constructor(
    @Inject(ADMIN_OPTIONS) private readonly options: AdminOptions,
    private readonly policies: SecureViews,
  ) {}

  @Get()
  @Endpoint({ summary: 'The policy of a file', needs: 'files.read', answer: FilePolicy, refusals: [404] })
  show(@Param({ schema: IdParam }) { id }: IdParam) {
    return this.policies.ofFile(this.options.tenantId, id);
  }

  @Put()
  @Endpoint({
    summary: 'Set the policy of a file',
    needs: 'shares.manage',
    status: 204,
    refusals: [404, 413, 415],
  })
  set(
    @Param({ schema: IdParam }) { id }: IdParam,
    @Body({ schema: FilePolicy }) policy: FilePolicy,
  ): Promise<void> {
    return this.policies.setForFile({ tenantId: this.options.tenantId }, id, policy);
  }
}
