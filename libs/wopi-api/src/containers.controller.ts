import { Controller, Get, Param, Post, Req, Res, UseFilters } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { WopiSuffix } from '#wopi-protocol';
import { WopiErrorFilter } from './wopi-error.filter.js';
import { WopiExchange } from './wopi-exchange.js';

/** `/wopi/containers/<id>`: GET is CheckContainerInfo, POST whatever X-WOPI-Override says. */
@Controller('wopi/containers/:id')
@UseFilters(WopiErrorFilter)
export class ContainersController {
  constructor(private readonly exchange: WopiExchange) {}

  @Get()
  get(@Param('id') id: string, @Req() request: Request, @Res() response: Response): Promise<void> {
    return this.run(id, '', request, response);
  }

  @Post()
  post(@Param('id') id: string, @Req() request: Request, @Res() response: Response): Promise<void> {
    return this.run(id, '', request, response);
  }

  @Get('children')
  children(@Param('id') id: string, @Req() request: Request, @Res() response: Response): Promise<void> {
    return this.run(id, '/children', request, response);
  }

  @Get('ancestry')
  ancestry(@Param('id') id: string, @Req() request: Request, @Res() response: Response): Promise<void> {
    return this.run(id, '/ancestry', request, response);
  }

  @Get('ecosystem_pointer')
  ecosystem(@Param('id') id: string, @Req() request: Request, @Res() response: Response): Promise<void> {
    return this.run(id, '/ecosystem_pointer', request, response);
  }

  private run(id: string, suffix: WopiSuffix, request: Request, response: Response): Promise<void> {
    return this.exchange.run({ resource: 'containers', id, suffix }, request, response);
  }
}
