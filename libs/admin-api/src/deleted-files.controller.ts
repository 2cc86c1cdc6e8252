import { Get, Inject, Param, Post, Query } from '@nestjs/common';
import * as z from 'zod';
import { DeletedFiles, type Requester } from '#files';
import { ADMIN_OPTIONS, type AdminOptions } from './admin-options.js';
import { AdminController } from './endpoint/admin-controller.js';
import { Endpoint } from './endpoint/endpoint.js';
import { bigintText, IdParam, moment, uuid } from './endpoint/forms.js';
import { filterText, pageForm, pageMembers } from './endpoint/paging.js';
import { DELETED_FILES } from './persistence/listings.sql.js';
import { PagesRepository } from './persistence/pages.repository.js';

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

const DeletedQuery = z.strictObject({
  ...pageMembers(DeletedForm, ['-deletedAt', 'name', 'size']),
  name: filterText.meta({ description: 'Part of the name' }),
  owner: uuid.optional().meta({ description: 'Id of a person' }),
});
type DeletedQuery = z.output<typeof DeletedQuery>;

/** Files that were deleted, until the policy purges them. */
@AdminController('deleted-files')
export class DeletedFilesController {
  /** Whoever may call here may see every file. */
  readonly #everything: Requester;

  constructor(
    @Inject(ADMIN_OPTIONS) { tenantId }: AdminOptions,
    private readonly deleted: DeletedFiles,
    private readonly pages: PagesRepository,
  ) {
    this.#everything = { tenantId };
  }

  @Get()
  @Endpoint({
    summary: 'Deleted files, the last deleted first',
    needs: 'files.read',
    answer: pageForm('deleted', DeletedForm),
  })
  async list(@Query({ schema: DeletedQuery }) { name, owner, ...page }: DeletedQuery) {
    const values = [this.#everything.tenantId, name, owner];
    const { rows, next } = await this.pages.read(DELETED_FILES, values, page);
    return { deleted: rows, next };
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
