import {
  BadRequestException,
  Controller,
  Get,
  Header,
  Inject,
  MethodNotAllowedException,
  NotFoundException,
  Param,
  Post,
  Req,
  Res,
  ServiceUnavailableException,
} from '@nestjs/common';
import type { Request, Response } from 'express';
import { TIMINGS, type Timings } from '../options.js';
import { OriginGuard } from '../wopi-client/origin-guard.js';
import { editorPage } from './editor-page.js';
import { readLaunch } from './launch.js';
import { Sessions } from './sessions.js';
import { readStaticFiles } from './static-files.js';

/** The addresses that a host page posts to, and the files of the editor's page. */
@Controller()
export class ActionController {
  private readonly files = readStaticFiles();

  constructor(
    private readonly sessions: Sessions,
    private readonly guard: OriginGuard,
    @Inject(TIMINGS) private readonly timings: Timings,
  ) {}

  @Get(['edit', 'view'])
  @Header('Allow', 'POST')
  sentence(): never {
    throw new MethodNotAllowedException(
      'A host page opens the editor by posting an access token to this address into a frame.',
    );
  }

  @Post(['edit', 'view'])
  launch(@Req() request: Request, @Res() response: Response): void {
    const launch = readLaunch(request.path === '/edit' ? 'edit' : 'view', request.query, request.body);
    if ('refusal' in launch) throw new BadRequestException(launch.refusal);
    const refusal = this.guard.refusal(launch.wopiSrc);
    if (refusal) throw new BadRequestException(refusal);
    const sessionId = this.sessions.start(launch);
    if (!sessionId) throw new ServiceUnavailableException('Too many documents are open in the sandbox.');
    response.status(200);
    editorPage(response, { sessionId, language: launch.language, timings: this.timings });
  }

  @Get('static/:name')
  file(@Param('name') name: string, @Res() response: Response): void {
    const file = this.files.get(name);
    if (!file) throw new NotFoundException('There is no such file.');
    response.setHeader('Content-Type', file.type);
    response.send(file.bytes);
  }
}
