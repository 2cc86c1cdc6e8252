import { STATUS_CODES } from 'node:http';
import {
  type ArgumentsHost,
  Catch,
  type ExceptionFilter,
  HttpException,
  Logger,
  NotFoundException,
} from '@nestjs/common';
import type { Request, Response } from 'express';
import { drainRest } from './drain-rest.js';

/** An error of an API in the form of RFC 9457; `status` is the HTTP status, `detail` a sentence for the caller. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly detail: string,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(detail);
  }
}

/**
 * The one exception filter of the JSON APIs. `translate` turns errors of the layers below into problems;
 * what it does not know is logged once and answered by a bare 500; what it calls a failure of the server is logged as well.
 */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger(ProblemFilter.name);

  constructor(private readonly translate: (error: unknown) => Problem | undefined = () => undefined) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const response = http.getResponse<Response>();
    const problem = error instanceof Problem ? error : (this.translate(error) ?? fromNest(error));
    // What the layers below could not do is the operator's to know.
    if (!problem || (problem !== error && problem.status >= 500)) this.logger.error(error);
    if (response.headersSent) return void response.destroy();
    const { status, detail, headers } = problem ?? new Problem(500, 'Something went wrong on the server.');
    response.status(status).set('Cache-Control', 'no-store').set(headers).type('application/problem+json');
    response.end(JSON.stringify({ type: 'about:blank', title: STATUS_CODES[status], status, detail }));
    drainRest(http.getRequest<Request>());
  }
}

/** Nest's own exceptions, and the body parsers' errors, which carry a status but no class of Nest. */
function fromNest(error: unknown): Problem | undefined {
  // The router's own message repeats the address, and with it an access token.
  if (error instanceof NotFoundException) return new Problem(404, 'There is nothing at this address.');
  if (error instanceof HttpException) {
    const body = error.getResponse() as { message?: string | string[] } | string;
    const message = typeof body === 'string' ? body : (body.message ?? error.message);
    return new Problem(error.getStatus(), Array.isArray(message) ? message.join('; ') : message);
  }
  const { status, type } = (error ?? {}) as { status?: number; type?: string };
  if (type === 'entity.too.large') return new Problem(413, 'The request body is too large.');
  if (type === 'entity.parse.failed') return new Problem(400, 'The request body is not valid JSON.');
  if (typeof type === 'string' && status && status < 500)
    return new Problem(status, 'The request body could not be read.');
  return undefined;
}
