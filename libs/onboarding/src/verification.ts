import { Inject, Injectable } from '@nestjs/common';
import { Outgoing } from '#outgoing';
import { Entitlements, type Instance, SubscriptionsService, TenantsService } from '#tenants';
import type { CheckedInstance } from './checked-instance.js';
import { bodyNotTried, checkBodyLimit } from './checks/body-limit.js';
import { checkCertificate } from './checks/certificate.js';
import { checkEndpoint } from './checks/endpoint.js';
import { checkPlatform } from './checks/platform.js';
import { checkDiscovery, checkPapers, checkUrlLength } from './checks/proxy-side.js';
import { ONBOARDING_OPTIONS, type OnboardingOptions } from './onboarding-options.js';
import { ReportRepository } from './persistence/report.repository.js';
import { TurnRepository } from './persistence/turn.repository.js';
import { type ComparedReport, compared, type Finding, type InstanceReport } from './report.js';
import { VerificationBusy } from './verification-busy.js';

const BODY_BYTES = 64 * 1024 * 1024;
const PAUSE_SECONDS = 10;
/** All time-outs of the checks together; whoever is not done by then has crashed. */
const LONGEST_SECONDS = 300;

/** Looks at an instance from outside, as the proxy will. */
@Injectable()
export class Verification {
  constructor(
    private readonly outgoing: Outgoing,
    private readonly tenants: TenantsService,
    private readonly subscriptions: SubscriptionsService,
    private readonly entitlements: Entitlements,
    private readonly reports: ReportRepository,
    private readonly turns: TurnRepository,
    @Inject(ONBOARDING_OPTIONS) private readonly options: OnboardingOptions,
  ) {}

  /**
   * Runs every check, keeps the report, and compares it with the one before. One at a time looks at an instance, since that costs it a
   * large body.
   * @throws TenantError instance_not_found; VerificationBusy
   */
  async verify(tenantId: string, instanceId: string): Promise<ComparedReport> {
    const checked = await this.checked(tenantId, instanceId);
    const { instance } = checked;
    const wait = await this.turns.take(instance, LONGEST_SECONDS);
    if (wait > 0) throw new VerificationBusy(wait);
    try {
      const [before] = await this.reports.newest(instance, 1);
      const findings = await this.look(checked);
      const passed = findings.every(({ outcome }) => outcome !== 'failed');
      return compared(await this.reports.insert(instance, passed, findings), before);
    } finally {
      await this.turns.end(instance, this.options.pauseSeconds ?? PAUSE_SECONDS);
    }
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
    const answers = endpoint.every(({ check, outcome }) => check !== 'endpoint' || outcome !== 'failed');
    const body = answers ? await checkBodyLimit(checked, this.outgoing) : [bodyNotTried(checked)];
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
