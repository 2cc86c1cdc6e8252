import { Inject, Injectable } from '@nestjs/common';
import { Outgoing } from '#outgoing';
import { Entitlements, type Instance, SubscriptionsService, TenantsService } from '#tenants';
import type { CheckedInstance } from './checked-instance.js';
import { checkBodyLimit } from './checks/body-limit.js';
import { checkCertificate } from './checks/certificate.js';
import { checkEndpoint } from './checks/endpoint.js';
import { checkPlatform } from './checks/platform.js';
import { checkDiscovery, checkPapers, checkUrlLength } from './checks/proxy-side.js';
import { ONBOARDING_OPTIONS, type OnboardingOptions } from './onboarding-options.js';
import { ReportRepository } from './persistence/report.repository.js';
import { type ComparedReport, compared, type Finding, type InstanceReport } from './report.js';

const BODY_BYTES = 64 * 1024 * 1024;

/** Looks at an instance from outside, as the proxy will. */
@Injectable()
export class Verification {
  constructor(
    private readonly outgoing: Outgoing,
    private readonly tenants: TenantsService,
    private readonly subscriptions: SubscriptionsService,
    private readonly entitlements: Entitlements,
    private readonly reports: ReportRepository,
    @Inject(ONBOARDING_OPTIONS) private readonly options: OnboardingOptions,
  ) {}

  /** Runs every check, keeps the report, and compares it with the one before. @throws TenantError instance_not_found */
  async verify(tenantId: string, instanceId: string): Promise<ComparedReport> {
    const checked = await this.checked(tenantId, instanceId);
    const [before] = await this.reports.newest(checked.instance, 1);
    const findings = await this.look(checked);
    const passed = findings.every(({ outcome }) => outcome !== 'failed');
    return compared(await this.reports.insert(checked.instance, passed, findings), before);
  }

  /** The newest first. @throws TenantError instance_not_found */
  async list(tenantId: string, instanceId: string): Promise<InstanceReport[]> {
    return this.reports.newest(await this.subscriptions.instance(tenantId, instanceId));
  }

  private async look(checked: CheckedInstance): Promise<Finding[]> {
    const [certificate, endpoint, platform, discovery] = await Promise.all([
      checkCertificate(checked, this.outgoing),
      checkEndpoint(checked, this.outgoing),
      checkPlatform(checked, this.outgoing),
      checkDiscovery(checked, this.outgoing),
    ]);
    const body = await checkBodyLimit(checked, this.outgoing);
    const papers = [...checkUrlLength(checked), ...checkPapers(checked)];
    return [...certificate, ...endpoint, ...platform, ...body, ...discovery, ...papers];
  }

  private async checked(tenantId: string, instanceId: string): Promise<CheckedInstance> {
    const instance = await this.subscriptions.instance(tenantId, instanceId);
    const { proxyUrl, bodyBytes = BODY_BYTES } = this.options;
    return {
      tenant: await this.tenants.get(tenantId),
      instance,
      keys: await this.tenants.listKeys(tenantId),
      statements: await this.entitlements.list(tenantId),
      proxyUrl,
      policy: policyOf(instance),
      bodyBytes,
    };
  }
}

function policyOf({ privateNetwork, pinnedCa }: Instance) {
  return { allowPrivate: privateNetwork, pinnedCertificates: pinnedCa ?? undefined };
}
