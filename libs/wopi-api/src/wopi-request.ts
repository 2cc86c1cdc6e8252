import type { Readable } from 'node:stream';
import type { Request } from 'express';
import type { AuditTrail, CallerContext, RequestContext } from '#files';
import {
  type CoolHeader,
  type CoolSpelling,
  WopiHeader,
  type WopiOperation,
  type WopiOperationName,
} from '#wopi-protocol';

/** A WOPI request whose token, proof, resource and right have been checked. */
export interface WopiRequest<Context extends CallerContext = RequestContext> {
  readonly operation: WopiOperation;
  readonly context: Context;
  readonly trail: AuditTrail;
  readonly http: Request;
  /** What this host serves: the flags of CheckFileInfo come from it. */
  readonly served: ReadonlySet<WopiOperationName>;
}

export interface WopiReply {
  /** 200 unless told. */
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly json?: object;
  /** JSON that is text already. */
  readonly jsonText?: string | Buffer;
  readonly content?: Buffer | Readable;
}

/** Called with the context of the resource that its operation belongs to. */
export type WopiHandler = (request: WopiRequest<never>) => Promise<WopiReply> | WopiReply;

/** The operations that one class serves. */
export abstract class WopiOperations {
  abstract readonly handlers: Partial<Record<WopiOperationName, WopiHandler>>;
}

type HeaderName =
  | (typeof WopiHeader)[keyof typeof WopiHeader]
  | `X-${CoolSpelling}-WOPI-${CoolHeader}`
  | 'Content-Length'
  | 'Range'
  | 'Authorization';

/** A request header's value; an empty one means that it is absent. */
export function headerOf(http: Request, name: HeaderName): string | undefined {
  const value = http.headers[name.toLowerCase()];
  return (Array.isArray(value) ? value[0] : value) || undefined;
}

/** A header that holds a whole number of bytes; anything else counts as absent. */
export function bytesOf(http: Request, name: HeaderName): number | undefined {
  const text = headerOf(http, name);
  return text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}

/** The rest of a refused body is read away by whoever answers, so the stream must survive its reader. */
export const framesIn = (http: Request): AsyncIterable<Uint8Array> =>
  http.iterator({ destroyOnReturn: false });

/** X-WOPI-ItemVersion, which most answers carry. */
export const itemVersion = (version: string) => ({ [WopiHeader.ItemVersion]: version });
