import { Inject, Injectable } from '@nestjs/common';
import type { Principal } from '#access';
import { AuditService } from '#audit';
import { type Job, Jobs } from '#jobs';
import { ADMIN_OPTIONS, type AdminOptions } from '../admin-options.js';
import { ADMIN_PREFIX } from '../endpoint/admin-controller.js';

/** Where a job tells how far it is. */
export const jobAddress = ({ id }: Pick<Job, 'id'>): string => `/${ADMIN_PREFIX}/jobs/${id}`;

/** Starts jobs, each with its audit row. */
@Injectable()
export class StartJob {
  constructor(
    @Inject(ADMIN_OPTIONS) private readonly options: AdminOptions,
    private readonly jobs: Jobs,
    private readonly audit: AuditService,
  ) {}

  /** @param tenantId on whose log it is booked; that of the installation's own files unless told */
  run(
    kind: string,
    subjects: readonly object[],
    caller: Principal,
    tenantId = this.options.tenantId,
  ): Promise<Job> {
    const entry = { tenantId, operation: 'StartJob', status: 202, detail: { kind, items: subjects.length } };
    return this.jobs.start(kind, subjects, caller.id, this.audit.makingCompanion('job', entry));
  }
}
