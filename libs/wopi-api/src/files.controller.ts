import { Controller, Get, Param, Post, Req, Res, UseFilters } from '@nestjs/common';
import type { Request, Response } from 'express';
import { WopiErrorFilter } from './wopi-error.filter.js';
import { WopiExchange } from './wopi-exchange.js';

/** `/wopi/files/<id>`: GET is CheckFileInfo, POST whatever X-WOPI-Override says. */
@Controller('wopi/files/:id')
@UseFilters(WopiErrorFilter)
export class FilesController {
  constructor(private readonly exchange: WopiExchange) {}

  @Get()
  get(@Param('id') id: string, @Req() request: Request, @Res() response: Response): Promise<void> {
    return this.exchange.run({ resource: 'files', id, suffix: '' }, request, response);
  }

  @Post()
  post(@Param('id') id: string, @Req() request: Request, @Res() response: Response): Promise<void> {
    return this.exchange.run({ resource: 'files', id, suffix: '' }, request, response);
  }

  @Get('contents')
  getContents(@Param('id') id: string, @Req() request: Request, @Res() response: Response): Promise<void> {
    return this.exchange.run({ resource: 'files', id, suffix: '/contents' }, request, response);
  }

  @Post('contents')
  postContents(@Param('id') id: string, @Req() request: Request, @Res() response: Response): Promise<void> {
    return this.exchange.run({ resource: 'files', id, suffix: '/contents' }, request, response);
  }

  @Get('ancestry')
  ancestry(@Param('id') id: string, @Req() request: Request, @Res() response: Response): Promise<void> {
    return this.exchange.run({ resource: 'files', id, suffix: '/ancestry' }, request, response);
  }

  @Get('ecosystem_pointer')
  ecosystem(@Param('id') id: string, @Req() request: Request, @Res() response: Response): Promise<void> {
    return this.exchange.run({ resource: 'files', id, suffix: '/ecosystem_pointer' }, request, response);
  }
}
