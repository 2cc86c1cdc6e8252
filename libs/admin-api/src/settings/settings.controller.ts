import { Get, Inject } from '@nestjs/common';
import * as z from 'zod';
import { SecureViews, StorageQuota } from '#files';
import { RunningProcesses } from '#observability';
import { ADMIN_OPTIONS, type AdminOptions } from '../admin-options.js';
import { AdminController } from '../endpoint/admin-controller.js';
import { Endpoint } from '../endpoint/endpoint.js';
import { moment } from '../endpoint/forms.js';
import { Retention } from '../retention.js';
import { PolicyForm } from '../retention.controller.js';
import { TenantPolicy } from '../secure-view/secure-view-forms.js';
import { UseForm } from '../storage.controller.js';
import { effectiveSettings } from './effective-settings.js';

const ValueForm = z.object({
  origin: z.enum(['set', 'default']).meta({ description: 'Whether the environment says it' }),
  value: z.string().optional().meta({ description: 'Absent for a secret, and where nothing holds' }),
  processes: z.array(z.string()),
});

const SettingForm = z.object({
  name: z.string(),
  secret: z.boolean(),
  values: z.array(ValueForm).meta({ description: 'One, unless processes booted with different ones' }),
});

const SettingsForm = z.object({
  processes: z.array(z.object({ id: z.string(), process: z.string(), startedAt: moment })),
  settings: z.array(SettingForm),
  changeable: z
    .object({
      storage: UseForm.pick({ quotaBytes: true }),
      retention: PolicyForm,
      'secure-view': TenantPolicy,
    })
    .meta({ description: 'What holds without a restart, each by the name of the resource that changes it' }),
});

/** What this installation runs with. */
@AdminController('settings')
export class SettingsController {
  constructor(
    @Inject(ADMIN_OPTIONS) private readonly options: AdminOptions,
    private readonly processes: RunningProcesses,
    private readonly quota: StorageQuota,
    private readonly retention: Retention,
    private readonly secureViews: SecureViews,
  ) {}

  @Get()
  @Endpoint({
    summary:
      'What the running processes booted with, without secrets, and what can be changed while they run',
    needs: 'settings.read',
    scope: 'installation',
    answer: SettingsForm,
  })
  async show() {
    const { tenantId } = this.options;
    const processes = await this.processes.list();
    const changeable = {
      storage: await this.quota.use(tenantId),
      retention: await this.retention.policy(),
      'secure-view': await this.secureViews.ofTenant(tenantId),
    };
    return { processes, settings: effectiveSettings(processes), changeable };
  }
}
