import { Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import * as z from 'zod';
import { Entitlements, STATEMENT_MAX_BYTES, TenantsService } from '#tenants';
import { AdminController } from '../endpoint/admin-controller.js';
import { boundedBody } from '../endpoint/bounded-body.js';
import { Endpoint } from '../endpoint/endpoint.js';
import { moment } from '../endpoint/forms.js';
import { TenantChanges } from './tenant-changes.js';
import { TenantParam } from './tenant-forms.js';

const StatementParam = z.object({ tenant: z.string(), statement: z.string() });
type StatementParam = z.output<typeof StatementParam>;

const NewStatement = z.strictObject({
  validUntil: z.iso.date('must be a day such as 2027-12-31').optional(),
});
type NewStatement = z.output<typeof NewStatement>;

export const StatementForm = z.object({
  statementId: z.guid(),
  mediaType: z.string(),
  bytes: z.number(),
  sha256: z.string(),
  validUntil: z.string().nullable().meta({ description: 'The last day it speaks of' }),
  current: z.boolean(),
  uploadedAt: moment,
});

/** Written statements of a tenant's Microsoft 365 entitlement. */
@AdminController('tenants/:tenant/entitlements')
export class EntitlementsController {
  constructor(
    private readonly tenants: TenantsService,
    private readonly entitlements: Entitlements,
    private readonly changes: TenantChanges,
  ) {}

  @Post()
  @Endpoint({
    summary: 'Hand in a statement; `?validUntil=` names the last day it speaks of',
    needs: 'tenants.manage',
    scope: 'tenant',
    upload: 'The document, 5 MiB at most',
    answer: StatementForm,
    refusals: [404, 409, 413],
  })
  async add(
    @Param({ schema: TenantParam }) { tenant }: TenantParam,
    @Query({ schema: NewStatement }) { validUntil }: NewStatement,
    @Req() request: Request,
  ) {
    const mediaType = (request.headers['content-type'] ?? '').split(';')[0]!.trim().toLowerCase();
    const content = await boundedBody(request, STATEMENT_MAX_BYTES, 'A statement has 5 MiB at most.');
    return this.changes.addStatement(tenant, { mediaType, content, validUntil: validUntil ?? null });
  }

  @Get()
  @Endpoint({
    summary: 'Statements of a tenant, newest first',
    needs: 'tenants.read',
    scope: 'tenant',
    answer: z.object({ entitlements: z.array(StatementForm) }),
    refusals: [404],
  })
  async list(@Param({ schema: TenantParam }) { tenant }: TenantParam) {
    const { tenantId } = await this.tenants.get(tenant);
    return { entitlements: await this.entitlements.list(tenantId) };
  }

  @Get(':statement')
  @Endpoint({
    summary: 'The document as it was handed in; no browser shows it',
    needs: 'tenants.manage',
    scope: 'tenant',
    types: ['*/*'],
    refusals: [404],
  })
  async content(
    @Param({ schema: StatementParam }) { tenant, statement }: StatementParam,
    @Res() response: Response,
  ): Promise<void> {
    const { tenantId } = await this.tenants.get(tenant);
    const { mediaType, content } = await this.entitlements.content(tenantId, statement);
    response.setHeader('Content-Type', mediaType);
    response.setHeader('Content-Disposition', 'attachment');
    response.setHeader('X-Content-Type-Options', 'nosniff');
    response.setHeader('Content-Security-Policy', 'sandbox');
    response.end(content);
  }
}
