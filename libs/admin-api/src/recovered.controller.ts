import { Body, Delete, Get, Inject, Param, Post, StreamableFile } from '@nestjs/common';
import * as z from 'zod';
import { RecoveredSaves, type Requester } from '#files';
import { ADMIN_OPTIONS, type AdminOptions } from './admin-options.js';
import { downloadOf } from './download-of.js';
import { AdminController } from './endpoint/admin-controller.js';
import { Endpoint } from './endpoint/endpoint.js';
import { bigintText, IdParam, moment } from './endpoint/forms.js';

const RecoveredForm = z
  .object({
    id: z.guid(),
    fileId: z.guid(),
    fileName: z.string(),
    fileDeleted: z.boolean(),
    ownerName: z.string(),
    authorName: z.string(),
    client: z.string(),
    reason: z.enum([
      'lock_lost',
      'locked_by_other',
      'document_changed',
      'file_deleted',
      'session_ended',
      'quota',
    ]),
    size: z.number().meta({ description: 'Bytes' }),
    sha256: z.string(),
    createdAt: moment,
  })
  .meta({ description: 'What a client sent to be saved and could not become a version' });

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
  ) {
    this.#everything = { tenantId };
  }

  @Get()
  @Endpoint({
    summary: 'What could not be saved, newest first',
    needs: 'recovery.read',
    answer: z.object({ recovered: z.array(RecoveredForm) }),
  })
  async list() {
    return { recovered: await this.saves.list(this.#everything) };
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
