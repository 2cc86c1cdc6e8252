import { Controller, Get, Param, Post, Req, Res, UseFilters } from '@nestjs/common';
import type { Request, Response } from 'express';
import { WopiErrorFilter } from './wopi-error.filter.js';
import { WopiExchange } from './wopi-exchange.js';

/** `/wopi/files/<id>`: GET is CheckFileInfo, POST whatever X-WOPI-Override says. */
@Controller('wopi/files/:fileId')
@UseFilters(WopiErrorFilter)
export class FilesController {
  constructor(private readonly exchange: WopiExchange) {}

  @Get()
  get(@Param('fileId') fileId: string, @Req() request: Request, @Res() response: Response): Promise<void> {
    return this.exchange.run(fileId, '', request, response);
  }

  @Post()
  post(@Param('fileId') fileId: string, @Req() request: Request, @Res() response: Response): Promise<void> {
    return this.exchange.run(fileId, '', request, response);
  }

  @Get('contents')
  getContents(
    @Param('fileId') fileId: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    return this.exchange.run(fileId, '/contents', request, response);
  }

  @Post('contents')
  postContents(
    @Param('fileId') fileId: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    return this.exchange.run(fileId, '/contents', request, response);
  }
}
