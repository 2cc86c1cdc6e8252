import {
  Controller,
  Delete,
  Get,
  Header,
  HttpCode,
  Inject,
  Param,
  Patch,
  Post,
  Req,
  Res,
  UseFilters,
  UseGuards,
} from '@nestjs/common';
import { IsOptional, IsString, IsUUID } from 'class-validator';
import type { Request, Response } from 'express';
import { type Actor, CreateFile, PortalFiles, PortalFolders } from '#files';
import { Problem, ProblemFilter } from '#http-server';
import { sendDownload } from './download.js';
import { PortalGuard, SignedInActor } from './portal-guard.js';
import { PORTAL_OPTIONS, type PortalOptions } from './portal-options.js';
import { toProblem } from './problems.js';
import { fileId, folderId, JsonBody, QueryValues } from './request-values.js';
import { uploadOf } from './upload.js';

class FileChange {
  @IsOptional()
  @IsString({ message: 'The new name is not a text.' })
  name?: string;

  @IsOptional()
  @IsUUID(undefined, { message: 'The folder to move it to is not a folder.' })
  folder?: string;
}

/** The files of whoever is signed in. */
@Controller('api/portal/files')
@UseGuards(PortalGuard)
@UseFilters(new ProblemFilter(toProblem))
export class FilesController {
  constructor(
    @Inject(PORTAL_OPTIONS) private readonly options: PortalOptions,
    private readonly createFile: CreateFile,
    private readonly files: PortalFiles,
    private readonly folders: PortalFolders,
  ) {}

  @Get()
  @Header('Cache-Control', 'no-store')
  async list(@SignedInActor() actor: Actor) {
    return { files: await this.files.list(actor) };
  }

  @Post()
  async upload(
    @Req() request: Request,
    @SignedInActor() actor: Actor,
    @QueryValues() query: URLSearchParams,
  ) {
    const name = query.get('name');
    if (!name) throw new Problem(400, 'The file has no name: add ?name= to the address.');
    const upload = uploadOf(request, this.options.maxFileBytes);
    const folder = query.get('folder');
    const containerId = folder === null ? undefined : folderId.transform(folder, { type: 'query' });
    return this.createFile.run(actor, { name, ...upload, containerId, onConflict: 'rename' });
  }

  /** Also of somebody else's file, for who has a right on it. */
  @Get(':id')
  @Header('Cache-Control', 'no-store')
  get(@Param('id', fileId) id: string, @SignedInActor() actor: Actor) {
    return this.files.get(actor, id);
  }

  @Get(':id/content')
  async content(@Param('id', fileId) id: string, @SignedInActor() actor: Actor, @Res() response: Response) {
    await sendDownload(response, await this.files.open(actor, id));
  }

  @Patch(':id')
  async change(
    @Param('id', fileId) id: string,
    @SignedInActor() actor: Actor,
    @JsonBody(FileChange) { name, folder }: FileChange,
  ) {
    if ((name === undefined) === (folder === undefined))
      throw new Problem(400, 'Say either a new name or another folder.');
    if (name !== undefined) return this.files.rename(actor, id, name);
    await this.folders.moveFile(actor, id, folder!.toLowerCase());
    return this.files.get(actor, id);
  }

  @Delete(':id')
  @HttpCode(204)
  async delete(@Param('id', fileId) id: string, @SignedInActor() actor: Actor) {
    await this.files.delete(actor, id);
  }
}
