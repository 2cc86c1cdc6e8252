import type { Readable } from 'node:stream';
import { LRUCache } from 'lru-cache';
import { OutgoingError } from './outgoing-error.js';
import type { OutgoingPolicy } from './outgoing-policy.js';

/** Pairs in order, or values by name. Each character is one byte (latin1). */
export type OutgoingHeaders =
  readonly (readonly [string, string])[] | Readonly<Record<string, string | readonly string[] | undefined>>;

/** One request. */
export interface OutgoingRequest {
  readonly method: string;
  /** http or https. Path and query are sent byte for byte as they stand here; a fragment is not sent. */
  readonly url: string;
  /** Host, Connection and the other hop-by-hop headers are left out: they are this hop's own. */
  readonly headers?: OutgoingHeaders;
  /**
   * A stream is only borrowed: it is never destroyed, and what the server did not want of it is read and thrown away, so that a
   * server's request can still be answered. With a Content-Length header it must have exactly that length, else it is sent chunked.
   */
  readonly body?: Readable | Buffer | string | null;
  readonly policy: OutgoingPolicy;
  readonly signal?: AbortSignal;
  /** Most bytes of a body that is a stream; one that turns out to be longer ends the exchange with `request_too_large`. */
  readonly maxBodyBytes?: number;
  /** Told of each piece that moved, either way. */
  readonly pace?: Pace;
}

/** So many bytes have moved: whether the next ones may come at once. If not, `go` is to be called when they may; later than needed does no harm. */
export type Pace = (bytes: number, go: () => void) => boolean;

/** Origin by the rules of URLs, and the rest as it stands. */
export interface RequestTarget {
  readonly origin: string;
  readonly host: string;
  readonly path: string;
}

const METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH']);
const URL_PARTS = /^(https?:)\/\/([^/?#\\\s@]+)([^#]*)/i;
const NOT_IN_A_TARGET = /[^\x21-\xff]|\\/;
const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
const NOT_IN_A_VALUE = /[^\t\x20-\x7e\x80-\xff]/;

const OF_THE_HOP: ReadonlySet<string> = new Set([
  'host',
  'connection',
  'expect',
  'http2-settings',
  'keep-alive',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

type Origin = Pick<RequestTarget, 'origin' | 'host'>;

/** Requests go to few servers, many times. */
const origins = new LRUCache<string, Origin>({ max: 4_000 });

function originOf(authority: string): Origin {
  let known = origins.get(authority);
  if (!known) {
    if (!URL.canParse(authority)) throw new OutgoingError('bad_url', 'The URL has no usable host.');
    const { origin, hostname } = new URL(authority);
    origins.set(authority, (known = { origin, host: hostname }));
  }
  return known;
}

/** @throws OutgoingError bad_url */
export function requestTarget(url: string): RequestTarget {
  const parts = URL_PARTS.exec(url);
  if (!parts)
    throw new OutgoingError(
      'bad_url',
      'The URL is not http://host/… or https://host/… without user and password.',
    );
  const { origin, host } = originOf(`${parts[1]}//${parts[2]}`);
  const rest = parts[3]!;
  const path = rest.startsWith('/') ? rest : `/${rest}`;
  if (NOT_IN_A_TARGET.test(path))
    throw new OutgoingError('bad_url', 'The URL holds characters that must be escaped.');
  return { origin, host, path };
}

/**
 * The flat list that undici takes. All is checked here: what undici itself refuses would block one of its connections for good.
 * @throws OutgoingError bad_request
 */
export function requestHeaders(headers: OutgoingHeaders, userAgent: string): string[] {
  const flat: string[] = [];
  let agent = false;
  let lengths = 0;
  for (const [name, value] of pairs(headers)) {
    const lower = name.toLowerCase();
    if (OF_THE_HOP.has(lower)) continue;
    if (!TOKEN.test(name) || NOT_IN_A_VALUE.test(value)) throw badHeader(name);
    if (lower === 'content-length' && (++lengths > 1 || !/^\d{1,15}$/.test(value))) throw badHeader(name);
    if (lower === 'user-agent') agent = true;
    flat.push(name, value);
  }
  if (!agent) flat.push('User-Agent', userAgent);
  return flat;
}

/** @throws OutgoingError bad_request */
export function requestMethod(method: string): string {
  if (METHODS.has(method)) return method;
  throw new OutgoingError('bad_request', 'The request has a method that is never sent.');
}

/** Whether a Content-Length of 0 says that there is nothing to be read from the body. */
export function saysEmpty(flat: readonly string[]): boolean {
  for (let i = 0; i < flat.length; i += 2) {
    if (flat[i]!.length === 14 && flat[i]!.toLowerCase() === 'content-length')
      return Number(flat[i + 1]) === 0;
  }
  return false;
}

function* pairs(headers: OutgoingHeaders): Iterable<readonly [string, string]> {
  if (isPairs(headers)) return yield* headers;
  for (const [name, value] of Object.entries(headers)) {
    if (typeof value === 'string') yield [name, value];
    else for (const one of value ?? []) yield [name, one];
  }
}

function isPairs(headers: OutgoingHeaders): headers is readonly (readonly [string, string])[] {
  return Array.isArray(headers);
}

function badHeader(name: string): OutgoingError {
  const shown = TOKEN.test(name) ? name : 'with a bad name';
  return new OutgoingError('bad_request', `The request has a header (${shown}) that cannot be sent.`);
}
