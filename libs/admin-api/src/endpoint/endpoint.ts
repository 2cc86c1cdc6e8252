import { applyDecorators, Header, HttpCode, SerializeOptions, SetMetadata } from '@nestjs/common';
import type { z } from 'zod';
import type { Permission } from '#access';

/**
 * Whose resources an endpoint is about. `host`: files, sessions, … of the tenant whose files this installation keeps.
 * `tenant`: what belongs to the tenant named by `:tenant` in the path. `installation`: what belongs to no tenant.
 * `own`: the handler itself keeps to the tenant of the caller.
 */
export type EndpointScope = 'host' | 'tenant' | 'installation' | 'own';

/** What is said of an endpoint of the admin API: to its guard, to its document, and to its callers. */
export interface EndpointOptions {
  /** One line for the API document. */
  readonly summary: string;
  readonly needs: Permission;
  /** `host` unless told. */
  readonly scope?: EndpointScope;
  /** Status of success; Nest's own unless told. */
  readonly status?: number;
  /** The form of the answer: what it does not name is left out. Undefined for an empty one, or one that is no JSON. */
  readonly answer?: z.ZodType;
  /** Media types of an answer that is no JSON; the wildcard where it may be any. */
  readonly types?: readonly string[];
  /** What the body is when it is no JSON. */
  readonly upload?: string;
  /** What of the answer its `ETag` is made of. A PATCH with one takes `If-Match`. */
  readonly tag?: (answer: never) => object;
  /** Statuses, besides 400, 401 and 403, of its refusals. */
  readonly refusals?: readonly number[];
}

/** The tag of all that is answered. */
export const wholly = (answer: object): object => answer;

export const ENDPOINT = Symbol('ENDPOINT');

/** Goes on every handler below /admin/v1; one without it keeps the process from starting. */
export const Endpoint = (options: EndpointOptions): MethodDecorator =>
  applyDecorators(
    SetMetadata(ENDPOINT, Object.freeze(options)),
    // Answers hold names, tokens and keys: nobody on the way may keep them.
    Header('Cache-Control', 'no-store'),
    ...(options.status === undefined ? [] : [HttpCode(options.status)]),
    ...(options.answer === undefined ? [] : [SerializeOptions({ schema: options.answer })]),
  );
