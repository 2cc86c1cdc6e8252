import { Get, Param } from '@nestjs/common';
import * as z from 'zod';
import { TenantsService } from '#tenants';
import { AdminController } from './endpoint/admin-controller.js';
import { Endpoint } from './endpoint/endpoint.js';
import { moment } from './endpoint/forms.js';
import { ProofFindingsRepository } from './persistence/proof-findings.repository.js';

const TenantParam = z.object({ tenant: z.string() });
type TenantParam = z.output<typeof TenantParam>;

const FindingForm = z.object({
  at: moment,
  instanceId: z.guid(),
  operation: z.string(),
  proof: z.string(),
  status: z.int(),
  finding: z.object({
    verdict: z.string(),
    cause: z
      .string()
      .optional()
      .meta({ description: 'What differs between the two addresses, or which keys signed' }),
    client: z.string().optional(),
    checkedUrl: z.string(),
    signedUrl: z.string().optional(),
    keyIds: z.array(z.string()),
    missing: z.array(z.string()).optional(),
    ageSeconds: z.number().optional(),
  }),
});

/** Wrong proofs of a tenant's calls that were looked into; `:tenant` is a name or an id. */
@AdminController('tenants/:tenant/proof-findings')
export class ProofFindingsController {
  constructor(
    private readonly tenants: TenantsService,
    private readonly findings: ProofFindingsRepository,
  ) {}

  @Get()
  @Endpoint({
    summary: 'Why proofs did not fit in the last seven days, newest first, a hundred at most',
    needs: 'tenants.read',
    scope: 'tenant',
    answer: z.object({ findings: z.array(FindingForm) }),
    refusals: [404],
  })
  async list(@Param({ schema: TenantParam }) { tenant }: TenantParam) {
    const { tenantId } = await this.tenants.get(tenant);
    return { findings: await this.findings.newest(tenantId) };
  }
}
