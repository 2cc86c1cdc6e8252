import { Get, Inject, Param, Post, Query } from '@nestjs/common';
import { AuditService } from '#audit';
import { Problem } from '#http-server';
import { type Job, Jobs } from '#jobs';
import { ADMIN_OPTIONS, type AdminOptions } from '../admin-options.js';
import { AdminController } from '../endpoint/admin-controller.js';
import { Endpoint } from '../endpoint/endpoint.js';
import { IdParam } from '../endpoint/forms.js';
import { pageForm } from '../endpoint/paging.js';
import { JOB_ITEMS, JOBS } from '../persistence/jobs.sql.js';
import { PagesRepository } from '../persistence/pages.repository.js';
import { JobForm, JobItemForm, JobItemsQuery, JobsQuery } from './job-forms.js';

/** Work in the background, and how far it is. */
@AdminController('jobs')
export class JobsController {
  constructor(
    @Inject(ADMIN_OPTIONS) private readonly options: AdminOptions,
    private readonly jobs: Jobs,
    private readonly pages: PagesRepository,
    private readonly audit: AuditService,
  ) {}

  @Get()
  @Endpoint({ summary: 'Jobs, the newest first', needs: 'jobs.read', answer: pageForm('jobs', JobForm) })
  async list(@Query({ schema: JobsQuery }) { state, kind, ...page }: JobsQuery) {
    const { rows, next } = await this.pages.read(JOBS, [this.options.tenantId, state, kind], page);
    return { jobs: rows, next };
  }

  @Get(':id')
  @Endpoint({ summary: 'A job and how far it is', needs: 'jobs.read', answer: JobForm })
  show(@Param({ schema: IdParam }) { id }: IdParam): Promise<Job> {
    return this.get(id);
  }

  @Get(':id/items')
  @Endpoint({
    summary: 'The items of a job, each with its outcome',
    needs: 'jobs.read',
    answer: pageForm('items', JobItemForm),
  })
  async items(
    @Param({ schema: IdParam }) { id }: IdParam,
    @Query({ schema: JobItemsQuery }) { outcome, ...page }: JobItemsQuery,
  ) {
    await this.get(id);
    const { rows, next } = await this.pages.read(JOB_ITEMS, [this.options.tenantId, id, outcome], page);
    return { items: rows, next };
  }

  @Post(':id/cancel')
  @Endpoint({
    summary: 'Have a job end before its time: what it has done stays done; 409 when it is over',
    needs: 'jobs.manage',
    status: 200,
    answer: JobForm,
  })
  async cancel(@Param({ schema: IdParam }) { id }: IdParam): Promise<Job> {
    await this.get(id);
    const { tenantId } = this.options;
    const entry = { tenantId, operation: 'CancelJob', status: 200, detail: { job: id } };
    if (!(await this.jobs.cancel(id, this.audit.companion(entry))))
      throw new Problem(409, 'The job is over already.');
    return this.get(id);
  }

  private async get(id: string): Promise<Job> {
    const job = await this.jobs.find(id);
    if (!job) throw new Problem(404, 'There is no such job.');
    return job;
  }
}
