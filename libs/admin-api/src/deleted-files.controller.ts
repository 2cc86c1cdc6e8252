import { Get, Inject, Param, Post } from '@nestjs/common';
import * as z from 'zod';
import { DeletedFiles, type Requester } from '#files';
import { ADMIN_OPTIONS, type AdminOptions } from './admin-options.js';
import { AdminController } from './endpoint/admin-controller.js';
import { Endpoint } from './endpoint/endpoint.js';
import { bigintText, IdParam, moment } from './endpoint/forms.js';

const DeletedForm = z
  .object({
    id: z.guid(),
    name: z.string(),
    size: z.number().meta({ description: 'Bytes' }),
    ownerId: z.guid(),
    ownerName: z.string(),
    deletedAt: moment,
    deletedByName: z.string().optional(),
  })
  .meta({ description: 'A file that was deleted and can be brought back' });

/** Files that were deleted, until the policy purges them. */
@AdminController('deleted-files')
export class DeletedFilesController {
  /** Whoever may call here may see every file. */
  readonly #everything: Requester;

  constructor(
    @Inject(ADMIN_OPTIONS) { tenantId }: AdminOptions,
    private readonly deleted: DeletedFiles,
  ) {
    this.#everything = { tenantId };
  }

  @Get()
  @Endpoint({
    summary: 'Deleted files, the last deleted first',
    needs: 'files.read',
    answer: z.object({ deleted: z.array(DeletedForm) }),
  })
  async list() {
    return { deleted: await this.deleted.list(this.#everything) };
  }

  @Post(':id/restore')
  @Endpoint({
    summary: 'Put a deleted file back, under another name where its own is taken',
    needs: 'files.write',
    status: 200,
    answer: z.object({ id: z.guid(), name: z.string(), version: bigintText }),
    refusals: [404, 507],
  })
  restore(@Param({ schema: IdParam }) { id }: IdParam) {
    return this.deleted.restore(this.#everything, id);
  }
}
