import { createHash } from 'node:crypto';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';
import { Problem } from '#http-server';

/** A strong tag of a resource as it is now: another one after every change of a member. */
export const entityTagOf = (resource: object): string =>
  `"${createHash('sha256').update(JSON.stringify(resource)).digest('base64url').slice(0, 22)}"`;

/** A handler's parameter: the tags that the caller has read, as he sent them. */
export const IfMatch = createParamDecorator(
  (_: unknown, context: ExecutionContext) => context.switchToHttp().getRequest<Request>().headers['if-match'],
);

/** Holds for a change that names no tag, for `*`, and for the tag of what is there. @throws Problem 412 */
export function requireMatch(ifMatch: string | undefined, resource: object): void {
  if (ifMatch === undefined || ifMatch.trim() === '*') return;
  const tag = entityTagOf(resource);
  if (ifMatch.split(',').some((one) => one.trim() === tag)) return;
  throw new Problem(412, 'It has changed since you read it: read it again.', { ETag: tag });
}
