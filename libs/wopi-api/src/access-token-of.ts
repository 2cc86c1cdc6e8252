import type { Request } from 'express';
import { WopiError } from '#wopi-protocol';
import { headerOf } from './wopi-request.js';

const MOST_CHARACTERS = 8 * 1024;

/** The token as it stands in the URL, percent-encoded, and as it was meant. */
export interface PresentedToken {
  readonly raw: string;
  readonly decoded: string;
}

/**
 * The one access token of a request. Whatever two readers of the URL could understand differently is refused: several
 * parameters, other spellings of the name, an Authorization header that says something else.
 * @throws WopiError `invalid_token`
 */
export function accessTokenOf(http: Request): PresentedToken {
  const query = http.originalUrl.slice(http.originalUrl.indexOf('?') + 1);
  const found: string[] = [];
  for (const pair of http.originalUrl.includes('?') ? query.split('&') : []) {
    const equals = pair.indexOf('=');
    const name = equals < 0 ? pair : pair.slice(0, equals);
    if (name === 'access_token') found.push(equals < 0 ? '' : pair.slice(equals + 1));
    else if (resembles(name)) throw new WopiError('invalid_token');
  }
  const raw = found[0];
  if (raw === undefined || found.length > 1 || raw.length > MOST_CHARACTERS)
    throw new WopiError('invalid_token');
  const decoded = decode(raw);
  const bearer = headerOf(http, 'Authorization');
  if (bearer !== undefined && bearer !== `Bearer ${decoded}`) throw new WopiError('invalid_token');
  return { raw, decoded };
}

function resembles(name: string): boolean {
  return /^access_token(\[|;|$)/.test(decode(name).trim().toLowerCase());
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new WopiError('invalid_token');
  }
}
