import { Get } from '@nestjs/common';
import * as z from 'zod';
import type { Check } from './doctor/check.js';
import { Doctor } from './doctor/doctor.js';
import { AdminController } from './endpoint/admin-controller.js';
import { Endpoint } from './endpoint/endpoint.js';

const CheckForm = z.object({
  name: z.string(),
  ok: z.boolean(),
  seen: z.string(),
  change: z.string().optional().meta({ description: 'What to do about it' }),
});

@AdminController('doctor')
export class DoctorController {
  constructor(private readonly doctor: Doctor) {}

  /** Always 200: `ok` says whether all is well. */
  @Get()
  @Endpoint({
    summary: 'Examine the installation; `ok` says whether all is well',
    needs: 'health.read',
    scope: 'installation',
    answer: z.object({ ok: z.boolean(), checks: z.array(CheckForm) }),
  })
  async examine(): Promise<{ ok: boolean; checks: Check[] }> {
    const checks = await this.doctor.examine();
    return { ok: checks.every(({ ok }) => ok), checks };
  }
}
