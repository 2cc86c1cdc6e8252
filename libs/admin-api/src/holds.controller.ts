import { Body, Delete, Get, Inject, Param, Post, Query } from '@nestjs/common';
import * as z from 'zod';
import { Problem } from '#http-server';
import { ADMIN_OPTIONS, type AdminOptions } from './admin-options.js';
import { AdminController } from './endpoint/admin-controller.js';
import { Endpoint } from './endpoint/endpoint.js';
import { bigintText, IdParam, moment, uuid } from './endpoint/forms.js';
import { filterFlag, pageForm, pageMembers } from './endpoint/paging.js';
import { PagesRepository } from './persistence/pages.repository.js';
import { HOLDS } from './persistence/retention.sql.js';
import { Retention } from './retention.js';
import { versionNumber } from './version-param.js';

const HoldForm = z
  .object({
    holdId: z.guid(),
    fileId: z.guid().nullable(),
    version: bigintText.nullable(),
    reason: z.string(),
    placedAt: moment,
    releasedAt: moment.nullable(),
  })
  .meta({ description: 'What nobody removes: all files, all of a file, or one version' });

const HoldsQuery = z.strictObject({
  ...pageMembers(HoldForm, ['-placedAt']),
  file: uuid.optional(),
  inForce: filterFlag,
});
type HoldsQuery = z.output<typeof HoldsQuery>;

const NewHold = z
  .strictObject({
    file: uuid.optional(),
    version: versionNumber.optional(),
    reason: z.string().trim().min(1).max(500),
  })
  .refine(({ file, version }) => file !== undefined || version === undefined, 'A version needs its file.');
type NewHold = z.output<typeof NewHold>;

/** What is kept above all. */
@AdminController('retention/holds')
export class HoldsController {
  constructor(
    @Inject(ADMIN_OPTIONS) private readonly options: AdminOptions,
    private readonly retention: Retention,
    private readonly pages: PagesRepository,
  ) {}

  @Get()
  @Endpoint({
    summary: 'Legal holds, the last placed first; with `inForce` those in force, or those released',
    needs: 'retention.read',
    answer: pageForm('holds', HoldForm, 'holdId'),
  })
  async list(@Query({ schema: HoldsQuery }) { file, inForce, ...page }: HoldsQuery) {
    const { rows, next } = await this.pages.read(HOLDS, [this.options.tenantId, file, inForce], page);
    return { holds: rows, next };
  }

  @Post()
  @Endpoint({ summary: 'Place a legal hold', needs: 'holds.manage', answer: HoldForm, refusals: [404] })
  async place(@Body({ schema: NewHold }) { file: fileId, version, reason }: NewHold) {
    const hold = await this.retention.place({ fileId, version, reason });
    if (!hold) throw new Problem(404, 'There is no such file, or no such version of it.');
    return hold;
  }

  @Delete(':id')
  @Endpoint({ summary: 'Release a legal hold', needs: 'holds.manage', status: 204, refusals: [404] })
  async release(@Param({ schema: IdParam }) { id }: IdParam): Promise<void> {
    if (!(await this.retention.release(id))) throw new Problem(404, 'There is no such hold in force.');
  }
}
