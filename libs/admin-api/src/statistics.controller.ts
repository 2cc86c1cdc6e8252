import { Get, Inject } from '@nestjs/common';
import * as z from 'zod';
import { ADMIN_OPTIONS, type AdminOptions } from './admin-options.js';
import { AdminController } from './endpoint/admin-controller.js';
import { Endpoint } from './endpoint/endpoint.js';
import { StatisticsRepository } from './persistence/statistics.repository.js';

const StatisticsForm = z.object({
  files: z.int(),
  bytes: z.number().meta({ description: 'Of their present content' }),
  versions: z.int(),
  users: z.int().meta({ description: 'Without disabled ones' }),
  liveSessions: z.int(),
  locks: z.int(),
  savesPerDay: z
    .array(z.object({ day: z.string(), saves: z.int() }))
    .meta({ description: 'Of the last thirty days; days without one are left out' }),
});

/** Figures of this installation's files. */
@AdminController('statistics')
export class StatisticsController {
  constructor(
    @Inject(ADMIN_OPTIONS) private readonly options: AdminOptions,
    private readonly statistics: StatisticsRepository,
  ) {}

  @Get()
  @Endpoint({
    summary: 'How much there is, and how much is going on',
    needs: 'statistics.read',
    answer: StatisticsForm,
  })
  show() {
    return this.statistics.read(this.options.tenantId);
  }
}
