import {
  createParamDecorator,
  type ExecutionContext,
  type PipeTransform,
  type Type,
  ValidationPipe,
} from '@nestjs/common';
import type { Request } from 'express';
import { Problem } from '#http-server';

const BODY_MAX_BYTES = 16 * 1024;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The request's small JSON body, checked against `dto`; everything else that the body holds is refused. */
export const JsonBody = <T extends object>(dto: Type<T>): ParameterDecorator =>
  createParamDecorator((_: unknown, context: ExecutionContext) =>
    readJson(context.switchToHttp().getRequest()),
  )(
    new ValidationPipe({
      expectedType: dto,
      validateCustomDecorators: true,
      whitelist: true,
      forbidNonWhitelisted: true,
      transform: true,
      exceptionFactory: (errors) =>
        new Problem(400, errors.flatMap(({ constraints }) => Object.values(constraints ?? {})).join(' ')),
    }),
  );

/** The query of the address, since the server parses none by itself. */
export const QueryValues = createParamDecorator((_: unknown, context: ExecutionContext) =>
  queryOf(context.switchToHttp().getRequest<Request>()),
);

export function queryOf(request: Request): URLSearchParams {
  const start = request.originalUrl.indexOf('?');
  return new URLSearchParams(start < 0 ? '' : request.originalUrl.slice(start));
}

/** What the reader's browser prefers, if that is a language's name. */
export function languageOf(request: Request): string | undefined {
  const [preferred] = request.acceptsLanguages();
  return preferred && /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(preferred) ? preferred : undefined;
}

/** Ids that no file can have are answered like those that no file has. */
export const fileId: PipeTransform<string, string> = {
  transform(value) {
    if (!UUID.test(value)) throw new Problem(404, 'There is no such file.');
    return value.toLowerCase();
  },
};

export const folderId: PipeTransform<string, string> = {
  transform(value) {
    if (!UUID.test(value)) throw new Problem(404, 'There is no such folder.');
    return value.toLowerCase();
  },
};

export const recoveredId: PipeTransform<string, string> = {
  transform(value) {
    if (!UUID.test(value)) throw new Problem(404, 'There is no such unsaved content.');
    return value.toLowerCase();
  },
};

export const linkId: PipeTransform<string, string> = {
  transform(value) {
    if (!UUID.test(value)) throw new Problem(404, 'There is no such link.');
    return value.toLowerCase();
  },
};

export const granteeId: PipeTransform<string, string> = {
  transform(value) {
    if (!UUID.test(value)) throw new Problem(404, 'There is no such person or group.');
    return value.toLowerCase();
  },
};

export const versionNumber: PipeTransform<string, string> = {
  transform(value) {
    if (!/^[1-9]\d{0,17}$/.test(value)) throw new Problem(404, 'There is no such version of the file.');
    return value;
  },
};

async function readJson(request: Request): Promise<unknown> {
  // A form of another site can send text/plain without asking; JSON it cannot.
  if (!request.is('application/json')) throw new Problem(415, 'The request body must be JSON.');
  const text = await smallBody(request);
  try {
    return JSON.parse(text);
  } catch {
    throw new Problem(400, 'The request body is not valid JSON.');
  }
}

/** The fields of a small form. @throws Problem */
export async function formBody(request: Request): Promise<URLSearchParams> {
  if (!request.is('application/x-www-form-urlencoded'))
    throw new Problem(415, 'The request body must be a form.');
  return new URLSearchParams(await smallBody(request));
}

async function smallBody(request: Request): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > BODY_MAX_BYTES)
      throw new Problem(413, 'The request body is too large.', { Connection: 'close' });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
