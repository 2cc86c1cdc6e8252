import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Logger } from '@nestjs/common';
import type { Request, Response } from 'express';
import { isContended, isUnavailable, isUnstorableText, sqlState } from '#database';
import { drainRest } from '#http-server';
import { StorageError } from '#storage';
import { toWopiResponse, WopiError } from '#wopi-protocol';

const UNSTORABLE = 'A text holds a character that cannot be kept.';

/** The one place where a WOPI request's failure becomes a status and headers. What nobody expected is a bare 500. */
@Catch()
export class WopiErrorFilter implements ExceptionFilter {
  private readonly logger = new Logger(WopiErrorFilter.name);

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const response = http.getResponse<Response>();
    if (response.headersSent) return void response.destroy();
    const known = error instanceof WopiError ? error : wopiErrorOf(error);
    if (isToldTheOperator(known)) this.logger.error(known.cause ?? error);
    const { status, headers, json } = toWopiResponse(known);
    const body = json && JSON.stringify(json);
    const type = body && { 'Content-Type': 'application/json; charset=utf-8' };
    const length = String(Buffer.byteLength(body ?? ''));
    response.writeHead(status, {
      'Cache-Control': 'no-store',
      'Content-Length': length,
      ...type,
      ...headers,
    });
    response.end(body);
    drainRest(http.getRequest<Request>());
  }
}

/** What nobody foresaw; no room; and what storage and database themselves refused, which a database that is away cannot do. */
const isToldTheOperator = ({ code, cause }: WopiError) =>
  code === 'server_error' ||
  code === 'storage_full' ||
  (code === 'busy' && (cause instanceof StorageError || sqlState(cause) !== undefined));

function wopiErrorOf(error: unknown): WopiError {
  if (error instanceof HttpException && error.getStatus() === 404) return new WopiError('file_not_found');
  if (isUnavailable(error) || isContended(error)) return new WopiError('busy', {}, { cause: error });
  if (isUnstorableText(error)) return new WopiError('invalid_body', { reason: UNSTORABLE }, { cause: error });
  return new WopiError('server_error', {}, { cause: error });
}
