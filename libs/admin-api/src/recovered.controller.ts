import { Body, Delete, Get, Inject, Param, Post, Query, StreamableFile } from '@nestjs/common';
import * as z from 'zod';
import { RecoveredSaves, type Requester } from '#files';
import { ADMIN_OPTIONS, type AdminOptions } from './admin-options.js';
import { downloadOf } from './download-of.js';
import { AdminController } from './endpoint/admin-controller.js';
import { Endpoint } from './endpoint/endpoint.js';
import { bigintText, IdParam, moment, uuid } from './endpoint/forms.js';
import { pageForm, pageMembers } from './endpoint/paging.js';
import { RECOVERED } from './persistence/listings.sql.js';
import { PagesRepository } from './persistence/pages.repository.js';

const reason = z.enum([
  'lock_lost',
  'locked_by_other',
  'document_changed',
  'file_deleted',
  'session_ended',
  'quota',
]);

const RecoveredForm = z
  .object({
    id: z.guid(),
    fileId: z.guid(),
    fileName: z.string(),
    fileDeleted: z.boolean(),
    ownerName: z.string(),
    authorName: z.string(),
    client: z.string(),
    reason,
    size: z.number().meta({ description: 'Bytes' }),
    sha256: z.string(),
    createdAt: moment,
  })
  .meta({ description: 'What a client sent to be saved and could not become a version' });

const RecoveredQuery = z.strictObject({
  ...pageMembers(RecoveredForm, ['-createdAt', 'fileName', 'size']),
  file: uuid.optional(),
  reason: reason.optional(),
});
type RecoveredQuery = z.output<typeof RecoveredQuery>;

const Restoration = z.strictObject({ as: z.enum(['version', 'file']).default('version') });
type Restoration = z.output<typeof Restoration>;

/** The recovery bin. */
@AdminController('recovered')
export class RecoveredController {
  /** Whoever may call here may see every file. */
  readonly #everything: Requester;

  constructor(
    @Inject(ADMIN_OPTIONS) { tenantId }: AdminOptions,
    private readonly saves: RecoveredSaves,
    private readonly pages: PagesRepository,
  ) {
    this.#everything = { tenantId };
  }

  @Get()
  @Endpoint({
    summary: 'What could not be saved, newest first',
    needs: 'recovery.read',
    answer: pageForm('recovered', RecoveredForm),
  })
  async list(@Query({ schema: RecoveredQuery }) { file, reason, ...page }: RecoveredQuery) {
    const values = [this.#everything.tenantId, file, reason];
    const { rows, next } = await this.pages.read(RECOVERED, values, page);
    return { recovered: rows, next };
  }

  @Get(':id/content')
  @Endpoint({
    summary: 'The content of a recovered save',
    needs: 'content.read',
    types: ['application/octet-stream'],
    refusals: [404],
  })
  async content(@Param({ schema: IdParam }) { id }: IdParam): Promise<StreamableFile> {
    return downloadOf(await this.saves.open(this.#everything, id));
  }

  @Post(':id/restore')
  @Endpoint({
    summary: 'Make it the newest version of its file, or a file of its own',
    needs: 'recovery.manage',
    status: 200,
    answer: z.object({ id: z.guid(), name: z.string(), version: bigintText }),
    refusals: [404, 409, 507],
  })
  restore(@Param({ schema: IdParam }) { id }: IdParam, @Body({ schema: Restoration }) { as }: Restoration) {
    return as === 'file'
      ? this.saves.restoreFile(this.#everything, id)
      : this.saves.restoreVersion(this.#everything, id);
  }

  @Delete(':id')
  @Endpoint({
    summary: 'Remove a recovered save for good',
    needs: 'recovery.manage',
    status: 204,
    refusals: [404, 409],
  })
  async discard(@Param({ schema: IdParam }) { id }: IdParam): Promise<void> {
    await this.saves.discard(this.#everything, id);
  }
}
