import { Body, Inject, Post, Res } from '@nestjs/common';
import type { Response } from 'express';
import type { Principal } from '#access';
import { Db } from '#database';
import { Problem } from '#http-server';
import { ADMIN_OPTIONS, type AdminOptions } from '../admin-options.js';
import { AdminController } from '../endpoint/admin-controller.js';
import { Caller } from '../endpoint/caller.js';
import { Endpoint } from '../endpoint/endpoint.js';
import { requirePermission } from '../endpoint/require-permission.js';
import { LIVE_SESSIONS } from '../persistence/jobs.sql.js';
import { BulkFiles, BulkSessions, BulkUsers, BulkVersions } from './bulk-forms.js';
import type { BulkKind, BulkSubject } from './bulk-work.js';
import { JobForm } from './job-forms.js';
import { jobAddress, StartJob } from './start-job.js';

const MOST = 10_000;

/** One change of many things, as a job; one of few is over when its answer comes. */
@AdminController('bulk')
export class BulkController {
  constructor(
    @Inject(ADMIN_OPTIONS) private readonly options: AdminOptions,
    private readonly job: StartJob,
    private readonly db: Db,
  ) {}

  @Post('sessions')
  @Endpoint({ summary: 'End many sessions', needs: 'sessions.revoke', status: 202, answer: JobForm })
  async sessions(
    @Caller() caller: Principal,
    @Res({ passthrough: true }) response: Response,
    @Body({ schema: BulkSessions }) wish: BulkSessions,
  ) {
    const subjects = wish.ids?.map((id) => ({ id })) ?? (await this.liveSessions(wish));
    return this.start('sessions.revoke', subjects, caller, response);
  }

  @Post('versions')
  @Endpoint({
    summary: 'Pin many versions, let go of them, or delete them, which needs `retention.manage` too',
    needs: 'versions.manage',
    status: 202,
    answer: JobForm,
  })
  versions(
    @Caller() caller: Principal,
    @Res({ passthrough: true }) response: Response,
    @Body({ schema: BulkVersions }) { action, versions }: BulkVersions,
  ) {
    if (action === 'delete') requirePermission(caller, 'retention.manage');
    const subjects = versions.map(({ file: id, version }) => ({ id, version }));
    return this.start(`versions.${action}`, subjects, caller, response);
  }

  @Post('users')
  @Endpoint({
    summary: 'Disable many people, or enable them',
    needs: 'users.manage',
    status: 202,
    answer: JobForm,
  })
  users(
    @Caller() caller: Principal,
    @Res({ passthrough: true }) response: Response,
    @Body({ schema: BulkUsers }) { action, ids }: BulkUsers,
  ) {
    return this.start(
      `users.${action}`,
      ids.map((id) => ({ id })),
      caller,
      response,
    );
  }

  @Post('files')
  @Endpoint({
    summary: 'Delete many files, or put them back',
    needs: 'files.write',
    status: 202,
    answer: JobForm,
  })
  files(
    @Caller() caller: Principal,
    @Res({ passthrough: true }) response: Response,
    @Body({ schema: BulkFiles }) { action, ids }: BulkFiles,
  ) {
    return this.start(
      `files.${action}`,
      ids.map((id) => ({ id })),
      caller,
      response,
    );
  }

  private async start(
    kind: BulkKind,
    subjects: readonly BulkSubject[],
    caller: Principal,
    response: Response,
  ) {
    const job = await this.job.run(kind, subjects, caller);
    response.location(jobAddress(job));
    return job;
  }

  private async liveSessions({ user, file }: BulkSessions): Promise<BulkSubject[]> {
    const values = [this.options.tenantId, user ?? null, file ?? null, MOST + 1];
    const subjects = await this.db.query<BulkSubject>(LIVE_SESSIONS, values);
    if (subjects.length > MOST)
      throw new Problem(400, `More than ${MOST} sessions: say fewer, or end them by /sessions/revoke.`);
    return subjects;
  }
}
