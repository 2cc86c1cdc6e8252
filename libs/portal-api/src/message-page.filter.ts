import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Logger } from '@nestjs/common';
import type { Response } from 'express';
import { Problem } from '#http-server';
import { UnsafeActionUrl } from './host-page.js';
import { messagePage, type Page } from './page.js';
import { toProblem } from './problems.js';

/** Answers a person, not a program: what went wrong is a page with a sentence. */
@Catch()
export class MessagePageFilter implements ExceptionFilter {
  private readonly logger = new Logger(MessagePageFilter.name);

  /** @param title says what did not happen */
  constructor(private readonly title: string) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const response = host.switchToHttp().getResponse<Response>();
    const known = error instanceof Problem ? error : toProblem(error);
    if (!known && !(error instanceof HttpException)) this.logger.error(error);
    if (response.headersSent) return void response.destroy();
    response.set(known?.headers ?? {});
    sendPage(response, known ? refusal(this.title, known) : failure(this.title, error));
  }
}

export function sendPage(response: Response, { status, headers, body }: Page): void {
  response.status(status).set(headers).end(body);
}

const TO_THE_FILES = [{ href: '/', text: 'Go to the files' }];

const refusal = (title: string, { status, detail }: Problem): Page =>
  messagePage(status, { title, sentence: detail }, TO_THE_FILES);

function failure(title: string, error: unknown): Page {
  if (error instanceof UnsafeActionUrl) {
    return messagePage(502, { title, sentence: `${error.message}. Tell your administrator.` }, TO_THE_FILES);
  }
  const status = error instanceof HttpException ? error.getStatus() : 500;
  return messagePage(
    status,
    { title, sentence: 'Something went wrong on the server. Try again.' },
    TO_THE_FILES,
  );
}
