import { Catch, HttpException, Inject, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Logger } from 'pino';
import { errorPage } from './editor/editor-page.js';
import { LOGGER } from './logger.js';

/** Answers every error with one sentence: as a page where a person reads it, as JSON where the editor does. */
@Catch()
export class ErrorFilter implements ExceptionFilter {
  constructor(@Inject(LOGGER) private readonly logger: Logger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<Request>();
    const response = host.switchToHttp().getResponse<Response>();
    const { status, sentence } = this.describe(error);
    if (response.headersSent) return void response.destroy();
    response.status(status);
    if (/^\/(edit|view)$/.test(request.path)) errorPage(response, sentence);
    else response.json({ error: sentence });
  }

  private describe(error: unknown): { status: number; sentence: string } {
    if (error instanceof HttpException) return { status: error.getStatus(), sentence: error.message };
    const status = (error as { status?: unknown }).status;
    if (status === 413) return { status, sentence: 'This is more than the sandbox takes.' };
    if (status === 400 || status === 415)
      return { status, sentence: 'The sandbox cannot read this request.' };
    this.logger.error({ err: error }, 'unexpected error');
    return { status: 500, sentence: 'Something went wrong in the sandbox.' };
  }
}
