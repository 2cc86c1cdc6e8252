import type { Request } from 'express';
import { readAccessToken, WopiError } from '#wopi-protocol';

/** The token as it stands in the URL, percent-encoded, and as it was meant. */
export interface PresentedToken {
  readonly raw: string;
  readonly decoded: string;
}

/**
 * The one access token of a request, read as every proxy of this installation reads it.
 * @throws WopiError `invalid_token`, for an ambiguous one too
 */
export function accessTokenOf(http: Request): PresentedToken {
  const { originalUrl } = http;
  const at = originalUrl.indexOf('?');
  try {
    const raw = readAccessToken(at < 0 ? '' : originalUrl.slice(at), authorizationOf(http));
    return { raw, decoded: decodeURIComponent(raw) };
  } catch {
    throw new WopiError('invalid_token');
  }
}

/** Node keeps the first of several; whoever reads the last would see another token. */
function authorizationOf({ headers, rawHeaders }: Request): string | undefined {
  if (headers.authorization === undefined) return undefined;
  const count = rawHeaders.filter((name, i) => i % 2 === 0 && /^authorization$/i.test(name)).length;
  if (count > 1) throw new WopiError('invalid_header');
  return headers.authorization;
}
