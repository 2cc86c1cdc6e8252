import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Logger } from '@nestjs/common';
import type { Response } from 'express';
import { toWopiResponse, WopiError } from '#wopi-protocol';

/** The one place where a WOPI request's failure becomes a status and headers. What nobody expected is a bare 500. */
@Catch()
export class WopiErrorFilter implements ExceptionFilter {
  private readonly logger = new Logger(WopiErrorFilter.name);

  catch(error: unknown, host: ArgumentsHost): void {
    const response = host.switchToHttp().getResponse<Response>();
    if (response.headersSent) return void response.destroy();
    const known = error instanceof WopiError ? error : wopiErrorOf(error);
    if (known.code === 'server_error' || known.code === 'storage_full')
      this.logger.error(known.cause ?? error);
    const { status, headers } = toWopiResponse(known);
    response.writeHead(status, { 'Cache-Control': 'no-store', 'Content-Length': '0', ...headers });
    response.end();
  }
}

function wopiErrorOf(error: unknown): WopiError {
  if (error instanceof HttpException && error.getStatus() === 404) return new WopiError('file_not_found');
  return new WopiError('server_error', {}, { cause: error });
}
