import { Inject, Injectable } from '@nestjs/common';
import type { Response } from 'express';
import type { Principal } from '#access';
import { AuditService } from '#audit';
import { type Job, Jobs } from '#jobs';
import { ADMIN_OPTIONS, type AdminOptions } from '../admin-options.js';
import { ADMIN_PREFIX } from '../endpoint/admin-controller.js';

/** Who asks for a job, and the answer that is to name it. */
export interface JobRequest {
  readonly caller: Principal;
  readonly response: Response;
  /** On whose log it is booked; that of the installation's own files unless told. */
  readonly tenantId?: string;
}

/** Starts jobs, each with its audit row and its address in the answer. */
@Injectable()
export class StartJob {
  constructor(
    @Inject(ADMIN_OPTIONS) private readonly options: AdminOptions,
    private readonly jobs: Jobs,
    private readonly audit: AuditService,
  ) {}

  async run(
    kind: string,
    subjects: readonly object[],
    { caller, response, tenantId = this.options.tenantId }: JobRequest,
  ): Promise<Job> {
    const entry = { tenantId, operation: 'StartJob', status: 202, detail: { kind, items: subjects.length } };
    const job = await this.jobs.start(kind, subjects, caller.id, this.audit.makingCompanion('job', entry));
    response.location(`/${ADMIN_PREFIX}/jobs/${job.id}`);
    return job;
  }
}
