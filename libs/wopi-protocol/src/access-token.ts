import { WopiError } from './wopi-error.js';

/** Longest token, in characters as they stand in the URL. */
export const ACCESS_TOKEN_MAX_LENGTH = 8 * 1024;

const NAME = 'access_token';
/** What some server somewhere takes for the same name: other case, `access_token[]`, PHP's `access.token`, a space before it. */
const LIKE_THE_NAME = /^[\s+]*access[_.\s[+]token(?![\w-])/i;

/**
 * The one access token of a call as it stands, percent-encoded, in `query` (with or without its question mark).
 * A call that two servers could read in two ways is refused, so that host and proxy always see the same token.
 * @throws WopiError invalid_token when it is missing, too long or not the one in `authorization`; invalid_header when ambiguous
 */
export function readAccessToken(query: string, authorization?: string): string {
  const token = tokenInQuery(query);
  if (!token || token.length > ACCESS_TOKEN_MAX_LENGTH) throw new WopiError('invalid_token');
  if (authorization !== undefined && !sameToken(token, authorization)) throw new WopiError('invalid_token');
  return token;
}

function tokenInQuery(query: string): string | undefined {
  let token: string | undefined;
  for (const pair of query.slice(query.startsWith('?') ? 1 : 0).split('&')) {
    const name = nameOf(pair);
    if (name === NAME) {
      if (token !== undefined) throw ambiguous();
      token = pair.slice(NAME.length + 1);
      if (pair.includes(';')) assertNoName(pair.split(';').slice(1));
    } else {
      assertNoName(pair.split(';'));
    }
  }
  return token;
}

function assertNoName(pieces: readonly string[]): void {
  if (pieces.some((piece) => LIKE_THE_NAME.test(decoded(nameOf(piece))))) throw ambiguous();
}

const nameOf = (pair: string): string => {
  const equals = pair.indexOf('=');
  return equals === -1 ? pair : pair.slice(0, equals);
};

/** Decodes what can be decoded, as lenient servers do. */
function decoded(name: string): string {
  return name.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
}

function sameToken(token: string, authorization: string): boolean {
  const bearer = /^bearer +(\S+)$/i.exec(authorization)?.[1];
  if (bearer === undefined) return false;
  if (bearer === token) return true;
  try {
    return decodeURIComponent(token) === bearer;
  } catch {
    return false;
  }
}

function ambiguous(): WopiError {
  return new WopiError('invalid_header');
}
