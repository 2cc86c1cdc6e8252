import {
  Controller,
  Delete,
  Get,
  Header,
  HttpCode,
  Param,
  Patch,
  Post,
  UseFilters,
  UseGuards,
} from '@nestjs/common';
import { IsOptional, IsString, IsUUID } from 'class-validator';
import { type Actor, PortalFolders } from '#files';
import { Problem, ProblemFilter } from '#http-server';
import { PortalGuard, SignedInActor } from './portal-guard.js';
import { toProblem } from './problems.js';
import { folderId, JsonBody } from './request-values.js';

class NewFolder {
  @IsString({ message: 'The name of the folder is missing.' })
  name: string;

  @IsUUID(undefined, { message: 'The folder to put it in is missing.' })
  parent: string;
}

class FolderChange {
  @IsOptional()
  @IsString({ message: 'The new name is not a text.' })
  name?: string;

  @IsOptional()
  @IsUUID(undefined, { message: 'The folder to move it to is not a folder.' })
  parent?: string;
}

/** The folders of whoever is signed in. */
@Controller('api/portal/folders')
@UseGuards(PortalGuard)
@UseFilters(new ProblemFilter(toProblem))
export class FoldersController {
  constructor(private readonly folders: PortalFolders) {}

  /** The root of whoever asks. */
  @Get()
  @Header('Cache-Control', 'no-store')
  root(@SignedInActor() actor: Actor) {
    return this.folders.open(actor);
  }

  @Get(':id')
  @Header('Cache-Control', 'no-store')
  open(@Param('id', folderId) id: string, @SignedInActor() actor: Actor) {
    return this.folders.open(actor, id);
  }

  @Post()
  create(@SignedInActor() actor: Actor, @JsonBody(NewFolder) { name, parent }: NewFolder) {
    return this.folders.create(actor, parent.toLowerCase(), name);
  }

  @Patch(':id')
  @HttpCode(204)
  async change(
    @Param('id', folderId) id: string,
    @SignedInActor() actor: Actor,
    @JsonBody(FolderChange) { name, parent }: FolderChange,
  ) {
    if ((name === undefined) === (parent === undefined))
      throw new Problem(400, 'Say either a new name or another folder.');
    if (name !== undefined) await this.folders.rename(actor, id, name);
    else await this.folders.move(actor, id, parent!.toLowerCase());
  }

  @Delete(':id')
  @HttpCode(204)
  async delete(@Param('id', folderId) id: string, @SignedInActor() actor: Actor) {
    await this.folders.delete(actor, id);
  }
}
