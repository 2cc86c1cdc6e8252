import { Body, Get, Inject, Param, Post } from '@nestjs/common';
import * as z from 'zod';
import { ONBOARDING_OPTIONS, type OnboardingOptions, settingsToPaste, Verification } from '#onboarding';
import {
  type Instance,
  INSTANCE_PRODUCTS,
  type InstanceProduct,
  SubscriptionsService,
  TenantsService,
} from '#tenants';
import { AdminController } from '../endpoint/admin-controller.js';
import { Endpoint } from '../endpoint/endpoint.js';
import { moment } from '../endpoint/forms.js';
import { InstanceParam } from './instance-forms.js';
import { TenantChanges } from './tenant-changes.js';

const product = z.enum(INSTANCE_PRODUCTS);

const Wish = z.strictObject({ product: product.optional() });
type Wish = z.output<typeof Wish>;

const SettingsForm = z.object({
  product,
  files: z.array(z.object({ where: z.string(), text: z.string() })),
  notes: z.array(z.string()),
});

const outcome = z.enum(['passed', 'warning', 'failed', 'skipped']);

const ReportForm = z.object({
  reportId: z.guid(),
  instanceId: z.guid(),
  madeAt: moment,
  passed: z.boolean(),
  findings: z.array(
    z.object({
      check: z.string(),
      outcome,
      tried: z.string(),
      seen: z.string(),
      change: z.string().optional().meta({ description: 'What to do about it' }),
    }),
  ),
});

const ComparedForm = ReportForm.extend({
  before: z.object({ reportId: z.guid(), madeAt: moment }).nullable(),
  changes: z.array(z.object({ check: z.string(), from: outcome, to: outcome })),
});

/** How an instance comes behind the proxy. */
@AdminController('tenants/:tenant/instances/:instance')
export class OnboardingController {
  constructor(
    private readonly tenants: TenantsService,
    private readonly subscriptions: SubscriptionsService,
    private readonly changes: TenantChanges,
    private readonly verification: Verification,
    @Inject(ONBOARDING_OPTIONS) private readonly options: OnboardingOptions,
  ) {}

  @Get('onboarding')
  @Endpoint({
    summary: 'Settings to paste on the customer’s side; a placeholder stands for the key',
    needs: 'tenants.read',
    scope: 'tenant',
    answer: SettingsForm,
    refusals: [404],
  })
  async settings(@Param({ schema: InstanceParam }) param: InstanceParam) {
    return this.pasted(await this.instance(param), undefined, undefined);
  }

  @Post('onboarding')
  @Endpoint({
    summary: 'The same with a key that is made for it; it is shown in this answer and never again',
    needs: 'proxy-keys.manage',
    scope: 'tenant',
    answer: SettingsForm.extend({ keyId: z.guid() }),
    refusals: [404, 409],
  })
  async settingsWithKey(
    @Param({ schema: InstanceParam }) param: InstanceParam,
    @Body({ schema: Wish }) wish: Wish,
  ) {
    const instance = await this.instance(param);
    const { keyId, secret } = await this.changes.addKey(param.tenant, undefined);
    return { ...this.pasted(instance, wish.product, secret), keyId };
  }

  @Post('reports')
  @Endpoint({
    summary: 'Look at the instance from outside, keep the report, and compare it with the one before',
    needs: 'instances.manage',
    scope: 'tenant',
    answer: ComparedForm,
    refusals: [404, 429],
  })
  async verify(@Param({ schema: InstanceParam }) param: InstanceParam) {
    const { tenantId, instanceId } = await this.instance(param);
    return this.verification.verify(tenantId, instanceId);
  }

  @Get('reports')
  @Endpoint({
    summary: 'Reports of the instance, newest first',
    needs: 'tenants.read',
    scope: 'tenant',
    answer: z.object({ reports: z.array(ReportForm) }),
    refusals: [404],
  })
  async reports(@Param({ schema: InstanceParam }) param: InstanceParam) {
    const { tenantId, instanceId } = await this.instance(param);
    return { reports: await this.verification.list(tenantId, instanceId) };
  }

  private async instance({ tenant, instance }: InstanceParam): Promise<Instance> {
    const { tenantId } = await this.tenants.get(tenant);
    return this.subscriptions.instance(tenantId, instance);
  }

  private pasted(instance: Instance, product: InstanceProduct | undefined, secret: string | undefined) {
    const { proxyUrl } = this.options;
    return settingsToPaste({ instance, product: product ?? instance.product ?? 'other', proxyUrl, secret });
  }
}
