import { Controller, Get, Inject, Param, Req, Res, UseFilters } from '@nestjs/common';
import type { Request, Response } from 'express';
import { AuditTrail, FileUrl } from '#files';
import { GuessedTokens } from './guessed-tokens.js';
import { ContentOperations } from './operations/content.operations.js';
import { WOPI_API_OPTIONS, type WopiApiOptions } from './wopi-api-options.js';
import { WopiErrorFilter } from './wopi-error.filter.js';
import { WopiExchange } from './wopi-exchange.js';

/** `/wopi/content/<id>?ticket=…`: what FileUrl leads to. */
@Controller('wopi/content/:id')
@UseFilters(WopiErrorFilter)
export class FileUrlController {
  constructor(
    private readonly exchange: WopiExchange,
    private readonly fileUrl: FileUrl,
    private readonly content: ContentOperations,
    private readonly guesses: GuessedTokens,
    @Inject(WOPI_API_OPTIONS) private readonly options: WopiApiOptions,
  ) {}

  @Get()
  async get(@Param('id') id: string, @Req() http: Request, @Res() response: Response): Promise<void> {
    const { tenantId } = this.options;
    const trail = new AuditTrail({ tenantId, operation: 'GetFileUrl', remoteAddress: http.ip });
    await this.exchange.answer(trail, http, response, async () => {
      const ticket = new URLSearchParams(http.originalUrl.split('?')[1]).get('ticket') ?? '';
      const context = await this.fileUrl.open(id, ticket).catch(async (refusal: unknown) => {
        if (await this.fileUrl.isOurs(ticket)) throw refusal;
        return this.guesses.refuse(refusal, http.ip, trail);
      });
      const { sessionId, userId, client, fileId } = context.session;
      trail.add({ sessionId, userId, client, fileId });
      return this.content.handlers.GetFile({ http, context });
    });
  }
}
