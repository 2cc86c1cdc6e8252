import {
  BadRequestException,
  Body,
  Controller,
  Get,
  HttpCode,
  NotFoundException,
  Param,
  Post,
  Query,
  Res,
} from '@nestjs/common';
import type { Response } from 'express';
import { DocumentError } from '../documents/document-error.js';
import { readDraft, type Draft } from '../documents/document.js';
import type { CallEntry } from '../wopi-client/call-log.js';
import type { EditingSession } from '../wopi-client/editing-session.js';
import { Sessions } from './sessions.js';

/** What the editor's page asks of its session. The unguessable id is the only credential. */
@Controller('sessions/:id')
export class SessionController {
  constructor(private readonly sessions: Sessions) {}

  @Post('open')
  @HttpCode(200)
  open(@Param('id') id: string) {
    return this.session(id).open();
  }

  @Post('draft')
  @HttpCode(204)
  draft(@Param('id') id: string, @Body() body: unknown): void {
    this.session(id).keepDraft(draftOf(body));
  }

  @Post('save')
  @HttpCode(200)
  save(@Param('id') id: string, @Body() body: unknown) {
    return this.session(id).save(draftOf(body));
  }

  @Post('heartbeat')
  @HttpCode(200)
  heartbeat(@Param('id') id: string) {
    return { trouble: this.session(id).trouble ?? null };
  }

  @Post('news')
  @HttpCode(200)
  news(@Param('id') id: string) {
    return this.session(id).news();
  }

  @Post('copy')
  @HttpCode(200)
  copy(@Param('id') id: string, @Body() body: unknown, @Res() response: Response): void {
    const session = this.session(id);
    try {
      const { bytes } = session.copy(draftOf(body));
      response.type('application/octet-stream').send(Buffer.from(bytes));
    } catch (error) {
      throw error instanceof DocumentError ? new BadRequestException(error.message) : error;
    }
  }

  @Post('save-as')
  @HttpCode(200)
  saveAs(@Param('id') id: string, @Body() body: unknown) {
    const { draft } = (body ?? {}) as { draft?: unknown };
    return this.session(id).saveAs(draft === undefined ? undefined : draftOf(body), textOf(body, 'name'));
  }

  @Post('rename')
  @HttpCode(200)
  rename(@Param('id') id: string, @Body() body: unknown) {
    return this.session(id).rename(textOf(body, 'name'));
  }

  @Post('share')
  @HttpCode(200)
  share(@Param('id') id: string, @Body() body: unknown) {
    return this.session(id).share(textOf(body, 'urlType'));
  }

  @Post('close')
  @HttpCode(200)
  close(@Param('id') id: string, @Body() body: unknown) {
    const session = this.session(id);
    const { draft, final, discard } = (body ?? {}) as Record<string, unknown>;
    if (draft !== undefined && discard !== true) session.keepDraft(draftOf(body));
    return this.sessions.close(id, { final: final === true, discard: discard === true });
  }

  @Get('log')
  log(@Param('id') id: string, @Query('after') after?: string): { calls: CallEntry[] } {
    return { calls: this.session(id).log.entries(Number(after) || 0) };
  }

  private session(id: string): EditingSession {
    const session = this.sessions.find(id);
    if (!session) throw new NotFoundException('This session has ended.');
    return session;
  }
}

function draftOf(body: unknown): Draft {
  const draft = readDraft((body as { draft?: unknown } | undefined)?.draft);
  if (!draft) throw new BadRequestException('This is no draft of a document.');
  return draft;
}

const TEXT_MAX_LENGTH = 512;

function textOf(body: unknown, member: string): string {
  const text = (body as Record<string, unknown> | undefined)?.[member];
  if (typeof text !== 'string' || text === '' || text.length > TEXT_MAX_LENGTH || /\p{Cc}/u.test(text))
    throw new BadRequestException(`${member} is no text of one line.`);
  return text;
}
