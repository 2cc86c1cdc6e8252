import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Logger } from '@nestjs/common';
import type { ErrorRequestHandler, Request, Response } from 'express';
import { isUnstorableText, waitFor } from '#database';
import { drainRest } from '#http-server';
import { IdentityError, type IdentityErrorCode } from '#identity';
import { ScimError, type ScimErrorType } from './scim-error.js';

const ERROR = 'urn:ietf:params:scim:api:messages:2.0:Error';

const IDENTITY: Partial<Record<IdentityErrorCode, readonly [number, ScimErrorType?]>> = {
  unknown_user: [404],
  unknown_group: [404],
  login_taken: [409, 'uniqueness'],
  group_taken: [409, 'uniqueness'],
};

/** Turns errors into SCIM's own; what nobody foresaw is logged once and answered by a bare 500. */
@Catch()
export class ScimErrorFilter implements ExceptionFilter {
  private readonly logger = new Logger(ScimErrorFilter.name);

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    this.answer(error, http.getRequest<Request>(), http.getResponse<Response>());
  }

  answer(error: unknown, request: Request, response: Response): void {
    const known = error instanceof ScimError ? error : translate(error);
    if (!known) this.logger.error(error);
    if (response.headersSent) return void response.destroy();
    const { status, scimType, message, headers } =
      known ?? new ScimError(500, undefined, 'Something went wrong on the server.');
    response.status(status).set('Cache-Control', 'no-store').set(headers).type('application/scim+json');
    response.end(JSON.stringify({ schemas: [ERROR], status: String(status), scimType, detail: message }));
    drainRest(request);
  }
}

/** For what fails before a controller is found: bodies that cannot be read. */
export function scimErrors(): ErrorRequestHandler {
  const filter = new ScimErrorFilter();
  return (error: unknown, request, response, _next) => filter.answer(error, request, response);
}

function translate(error: unknown): ScimError | undefined {
  if (error instanceof IdentityError) {
    const [status, scimType] = IDENTITY[error.code] ?? ([400, 'invalidValue'] as const);
    return new ScimError(status, scimType, error.message);
  }
  const wait = waitFor(error);
  if (wait !== undefined) return new ScimError(503, undefined, wait, { 'Retry-After': '5' });
  if (isUnstorableText(error))
    return new ScimError(400, 'invalidValue', 'A text holds a character that cannot be kept.');
  if (error instanceof HttpException)
    return new ScimError(error.getStatus(), undefined, 'There is nothing at this address.');
  const { status, type } = (error ?? {}) as { readonly status?: number; readonly type?: string };
  if (type === 'entity.too.large') return new ScimError(413, undefined, 'The request body is too large.');
  if (typeof type === 'string' && status && status < 500)
    return new ScimError(400, 'invalidSyntax', 'The request body is not valid JSON.');
  return undefined;
}
