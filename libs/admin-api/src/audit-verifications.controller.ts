import { Get, Param, Post, Query, Res } from '@nestjs/common';
import type { Response } from 'express';
import * as z from 'zod';
import type { Principal } from '#access';
import { Problem } from '#http-server';
import { AuditVerification, type AuditVerificationJob } from './audit-verification.js';
import { AuditedTenant, TenantQuery } from './audited-tenant.js';
import { ADMIN_PREFIX, AdminController } from './endpoint/admin-controller.js';
import { Caller } from './endpoint/caller.js';
import { Endpoint } from './endpoint/endpoint.js';
import { IdParam } from './endpoint/forms.js';
import { JobForm } from './jobs/job-forms.js';

const VerificationForm = JobForm.extend({
  ok: z
    .boolean()
    .optional()
    .meta({ description: 'Whether the log is what was written; absent while that is not known' }),
  firstBreak: z.string().optional().meta({ description: 'Kind, row and block of what was found first' }),
});

/** The verification of whole logs, as jobs. */
@AdminController('audit/verifications')
export class AuditVerificationsController {
  constructor(
    private readonly tenant: AuditedTenant,
    private readonly verification: AuditVerification,
  ) {}

  @Post()
  @Endpoint({
    summary: 'Have the whole log of a tenant read again in the background, however long it is',
    needs: 'audit.export',
    scope: 'own',
    status: 202,
    answer: JobForm,
    refusals: [404],
  })
  async start(
    @Caller() caller: Principal,
    @Res({ passthrough: true }) response: Response,
    @Query({ schema: TenantQuery }) { tenant }: TenantQuery,
  ) {
    const job = await this.verification.start(await this.tenant.of(caller, tenant), caller);
    response.location(`/${ADMIN_PREFIX}/audit/verifications/${job.id}`);
    return job;
  }

  @Get(':id')
  @Endpoint({
    summary: 'How far a verification is, and what it has found',
    needs: 'audit.export',
    scope: 'own',
    answer: VerificationForm,
  })
  async show(
    @Caller() caller: Principal,
    @Param({ schema: IdParam }) { id }: IdParam,
  ): Promise<AuditVerificationJob> {
    const found = await this.verification.find(id, caller);
    if (!found) throw new Problem(404, 'There is no such verification.');
    return found;
  }
}
