import { Get } from '@nestjs/common';
import { AdminController, NotStored } from './admin-controller.js';
import type { Check } from './doctor/check.js';
import { Doctor } from './doctor/doctor.js';

@AdminController('doctor')
export class DoctorController {
  constructor(private readonly doctor: Doctor) {}

  /** Always 200: `ok` says whether all is well. */
  @Get()
  @NotStored()
  async examine(): Promise<{ ok: boolean; checks: Check[] }> {
    const checks = await this.doctor.examine();
    return { ok: checks.every(({ ok }) => ok), checks };
  }
}
