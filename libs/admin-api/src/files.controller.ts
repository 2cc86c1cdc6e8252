import { Get, Inject, Param, ParseUUIDPipe, Post, Query, Req } from '@nestjs/common';
import type { Request } from 'express';
import { CreateFile, PortalFiles } from '#files';
import { Problem } from '#http-server';
import { ADMIN_OPTIONS, type AdminOptions } from './admin-options.js';
import { AdminController, NotStored } from './admin-controller.js';
import { People } from './people.js';

/** Files that an application puts here for its people. */
@AdminController('files')
export class FilesController {
  constructor(
    @Inject(ADMIN_OPTIONS) private readonly options: AdminOptions,
    private readonly people: People,
    private readonly createFile: CreateFile,
    private readonly files: PortalFiles,
  ) {}

  /** The body is the content, of any type. A name that its owner uses already becomes the next free one. */
  @Post()
  async put(@Query('name') name: unknown, @Query('owner') owner: unknown, @Req() request: Request) {
    if (typeof name !== 'string' || !name)
      throw new Problem(400, 'The file has no name: add ?name= to the address.');
    if (typeof owner !== 'string' || !owner)
      throw new Problem(400, 'The file has no owner: add ?owner= to the address.');
    const actor = await this.people.actorFor(owner, request.ip);
    const length = request.headers['content-length'];
    const expectedBytes = length === undefined ? undefined : Number(length);
    return this.createFile.run(actor, { name, content: request, onConflict: 'rename', expectedBytes });
  }

  @Get(':id')
  @NotStored()
  show(@Param('id', new ParseUUIDPipe({ exceptionFactory: noSuchFile })) id: string) {
    return this.files.getVouched(this.options.tenantId, id.toLowerCase());
  }
}

function noSuchFile(): Problem {
  return new Problem(404, 'There is no such file.');
}
