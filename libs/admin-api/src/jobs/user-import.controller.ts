import { Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Principal } from '#access';
import { AdminController } from '../endpoint/admin-controller.js';
import { boundedBody } from '../endpoint/bounded-body.js';
import { Caller } from '../endpoint/caller.js';
import { Endpoint } from '../endpoint/endpoint.js';
import { requirePermission } from '../endpoint/require-permission.js';
import { JobForm } from './job-forms.js';
import { jobAddress, StartJob } from './start-job.js';
import { USER_IMPORT } from './user-import.js';
import { userLines } from './user-lines.js';

const MOST_BYTES = 1024 ** 2;

/** People by a list, as a job. */
@AdminController('bulk/users')
export class UserImportController {
  constructor(private readonly job: StartJob) {}

  @Post('import')
  @Endpoint({
    summary:
      'Add the people of a list, without passwords: text/csv whose first line names the columns `login`, `displayName`, `role`, ' +
      'or application/x-ndjson with an object of these on each line; a role needs `roles.manage` too',
    needs: 'users.manage',
    upload: 'The list, 1 MiB and 5000 lines at most',
    status: 202,
    answer: JobForm,
    refusals: [413, 415],
  })
  async run(
    @Caller() caller: Principal,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ) {
    const mediaType = (request.headers['content-type'] ?? '').split(';')[0]!.trim().toLowerCase();
    const content = await boundedBody(request, MOST_BYTES, 'A list of people has 1 MiB at most.');
    const lines = userLines(mediaType, content);
    if (lines.some((line) => 'role' in line && line.role !== undefined))
      requirePermission(caller, 'roles.manage');
    const job = await this.job.run(USER_IMPORT, lines, caller);
    response.location(jobAddress(job));
    return job;
  }
}
