import { Delete, Get, Inject, Param, Post, Query, Req } from '@nestjs/common';
import type { Request } from 'express';
import * as z from 'zod';
import { CreateFile, PortalFiles } from '#files';
import { ADMIN_OPTIONS, type AdminOptions } from './admin-options.js';
import { ApplicationController } from './endpoint/admin-controller.js';
import { Endpoint } from './endpoint/endpoint.js';
import { IdParam, uuid } from './endpoint/forms.js';
import { filterText, pageForm, pageMembers } from './endpoint/paging.js';
import { CreatedFile, FileForm, NewFile } from './file-forms.js';
import { People } from './people.js';
import { FILES } from './persistence/listings.sql.js';
import { PagesRepository } from './persistence/pages.repository.js';

const ListedFile = FileForm.omit({ lockedBy: true });

const FilesQuery = z.strictObject({
  ...pageMembers(ListedFile, ['-modifiedAt', 'name', 'size']),
  name: filterText.meta({ description: 'Part of the name' }),
  owner: filterText.meta({ description: 'Login' }),
  container: uuid.optional(),
});
type FilesQuery = z.output<typeof FilesQuery>;

/** The files of this installation's people, and those that an application puts here for them. */
@ApplicationController('files')
export class FilesController {
  constructor(
    @Inject(ADMIN_OPTIONS) private readonly options: AdminOptions,
    private readonly people: People,
    private readonly createFile: CreateFile,
    private readonly files: PortalFiles,
    private readonly pages: PagesRepository,
  ) {}

  @Get()
  @Endpoint({
    summary: 'Files, the last changed first; deleted ones are left out',
    needs: 'files.read',
    answer: pageForm('files', ListedFile),
  })
  async list(@Query({ schema: FilesQuery }) { name, owner, container, ...page }: FilesQuery) {
    const values = [this.options.tenantId, name, owner, container];
    const { rows, next } = await this.pages.read(FILES, values, page);
    return { files: rows, next };
  }

  @Post()
  @Endpoint({
    summary: 'Put a file in place; a name that is taken becomes the next free one',
    needs: 'files.write',
    upload: 'The content, of any type',
    answer: CreatedFile,
    refusals: [413, 507],
  })
  async put(@Query({ schema: NewFile }) { name, owner }: NewFile, @Req() request: Request) {
    const actor = await this.people.actorFor(owner, request.ip);
    const length = request.headers['content-length'];
    const expectedBytes = length === undefined ? undefined : Number(length);
    return this.createFile.run(actor, { name, content: request, onConflict: 'rename', expectedBytes });
  }

  @Get(':id')
  @Endpoint({ summary: 'A file', needs: 'files.read', answer: FileForm, refusals: [404] })
  show(@Param({ schema: IdParam }) { id }: IdParam) {
    return this.files.get({ tenantId: this.options.tenantId }, id);
  }

  @Delete(':id')
  @Endpoint({
    summary: 'Delete a file: it can be brought back until the policy purges it; 409 while it is locked',
    needs: 'files.write',
    status: 204,
    refusals: [409],
  })
  async remove(@Param({ schema: IdParam }) { id }: IdParam, @Req() { ip }: Request): Promise<void> {
    await this.files.delete({ tenantId: this.options.tenantId, remoteAddress: ip }, id);
  }
}
