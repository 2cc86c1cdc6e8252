import { Controller, Get, Param, Post, Req, Res, UseFilters } from '@nestjs/common';
import type { Request, Response } from 'express';
import { ECOSYSTEM } from '#tokens';
import type { WopiSuffix } from '#wopi-protocol';
import { WopiErrorFilter } from './wopi-error.filter.js';
import { WopiExchange } from './wopi-exchange.js';

/** `/wopi/ecosystem`; behind a proxy, which needs an id to know whose ecosystem is meant, `/wopi/ecosystem/<id>`. */
@Controller('wopi/ecosystem')
@UseFilters(WopiErrorFilter)
export class EcosystemController {
  constructor(private readonly exchange: WopiExchange) {}

  @Get()
  get(@Req() request: Request, @Res() response: Response): Promise<void> {
    return this.run(ECOSYSTEM.id, '', request, response);
  }

  @Post()
  post(@Req() request: Request, @Res() response: Response): Promise<void> {
    return this.run(ECOSYSTEM.id, '', request, response);
  }

  @Get('root_container_pointer')
  root(@Req() request: Request, @Res() response: Response): Promise<void> {
    return this.run(ECOSYSTEM.id, '/root_container_pointer', request, response);
  }

  @Get(':id')
  getProxied(@Param('id') id: string, @Req() request: Request, @Res() response: Response): Promise<void> {
    return this.run(id, '', request, response);
  }

  @Post(':id')
  postProxied(@Param('id') id: string, @Req() request: Request, @Res() response: Response): Promise<void> {
    return this.run(id, '', request, response);
  }

  @Get(':id/root_container_pointer')
  rootProxied(@Param('id') id: string, @Req() request: Request, @Res() response: Response): Promise<void> {
    return this.run(id, '/root_container_pointer', request, response);
  }

  private run(id: string, suffix: WopiSuffix, request: Request, response: Response): Promise<void> {
    return this.exchange.run({ resource: 'ecosystem', id, suffix }, request, response);
  }
}
