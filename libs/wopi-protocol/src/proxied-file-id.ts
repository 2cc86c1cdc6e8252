import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * The proxied file id: an HS256 JWT with the claims u and f only, which stands where WOPI has the file id. It must stay
 * the same for every user and every time, as clients take the WOPISrc for the document's identity.
 */

/** How a host product writes the token; another dialect makes another document out of the same file. */
export interface ProxiedFileIdDialect {
  readonly headerOrder: 'alg,typ' | 'typ,alg';
  /** Slashes in the claims as `\/`. */
  readonly escapedSlashes: boolean;
}

/** What a proxied file id names. */
export interface ProxiedFileId {
  /** Claim u: the instance's files URL, with its trailing slash. */
  readonly filesUrl: string;
  /** Claim f: the instance's own file id. */
  readonly fileId: string;
}

/** Longest proxied id, in characters. */
export const PROXIED_FILE_ID_MAX_LENGTH = 1024;

const DIALECTS: readonly ProxiedFileIdDialect[] = [
  { headerOrder: 'alg,typ', escapedSlashes: false },
  { headerOrder: 'typ,alg', escapedSlashes: false },
  { headerOrder: 'alg,typ', escapedSlashes: true },
  { headerOrder: 'typ,alg', escapedSlashes: true },
];

const HEADERS = {
  'alg,typ': Buffer.from('{"alg":"HS256","typ":"JWT"}').toString('base64url'),
  'typ,alg': Buffer.from('{"typ":"JWT","alg":"HS256"}').toString('base64url'),
} as const;

const THREE_PARTS = /^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$/;
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Whether an id has the shape of a proxied one: three base64url parts, at most 1,024 characters. Says nothing of
 * its contents.
 */
export function looksProxied(id: string): boolean {
  return id.length <= PROXIED_FILE_ID_MAX_LENGTH && THREE_PARTS.test(id);
}

/**
 * Reads an id WITHOUT checking its signature: good for finding the tenant, and nothing else. Undefined unless alg
 * is HS256, typ (if any) is JWT, the claims are exactly u and f, non-empty strings, no member occurs twice and
 * every part is canonical base64url. `dialect` is undefined when no known product writes its JSON that way.
 */
export function readProxiedFileId(
  id: string,
): (ProxiedFileId & { readonly dialect: ProxiedFileIdDialect | undefined }) | undefined {
  if (!looksProxied(id)) return undefined;
  const [headerPart = '', claimsPart = '', signaturePart = ''] = id.split('.');
  const header = readStrings(headerPart);
  const claims = readStrings(claimsPart);
  if (!header || !claims || !signatureBytes(signaturePart)) return undefined;
  const { alg, typ = 'JWT', ...otherHeaders } = header;
  if (alg !== 'HS256' || typ !== 'JWT' || Object.keys(otherHeaders).length > 0) return undefined;
  const { u: filesUrl, f: fileId, ...otherClaims } = claims;
  if (!filesUrl || !fileId || Object.keys(otherClaims).length > 0) return undefined;
  const signed = `${headerPart}.${claimsPart}`;
  const dialect = DIALECTS.find((candidate) => signingInput({ filesUrl, fileId }, candidate) === signed);
  return { filesUrl, fileId, dialect };
}

/**
 * The key that signed the id, or undefined. Every key is tried whatever the earlier ones gave, and compared in
 * constant time. Checks the signature only: read the id first.
 */
export function checkProxiedFileId<K extends { readonly secret: Buffer }>(
  id: string,
  keys: readonly K[],
): K | undefined {
  if (!looksProxied(id)) return undefined;
  const dot = id.lastIndexOf('.');
  const signature = signatureBytes(id.slice(dot + 1));
  if (!signature) return undefined;
  const signed = id.slice(0, dot);
  let match: K | undefined;
  for (const key of keys) {
    const right = timingSafeEqual(hmac(signed, key.secret), signature);
    if (right && key.secret.length > 0) match ??= key;
  }
  return match;
}

/**
 * Writes the id of a file in the tenant's dialect (default: alg,typ and plain slashes), byte for byte as the
 * product does. Throws RangeError when it would be longer than 1,024 characters, for no reader takes that.
 */
export function mintProxiedFileId(
  id: ProxiedFileId,
  secret: Buffer,
  dialect: ProxiedFileIdDialect = { headerOrder: 'alg,typ', escapedSlashes: false },
): string {
  const signed = signingInput(id, dialect);
  const minted = `${signed}.${hmac(signed, secret).toString('base64url')}`;
  if (minted.length > PROXIED_FILE_ID_MAX_LENGTH) {
    throw new RangeError(`A proxied file id cannot be longer than ${PROXIED_FILE_ID_MAX_LENGTH} characters.`);
  }
  return minted;
}

function signingInput({ filesUrl, fileId }: ProxiedFileId, dialect: ProxiedFileIdDialect): string {
  const plain = JSON.stringify({ u: filesUrl, f: fileId });
  const claims = dialect.escapedSlashes ? plain.replaceAll('/', '\\/') : plain;
  return `${HEADERS[dialect.headerOrder]}.${Buffer.from(claims).toString('base64url')}`;
}

function hmac(signed: string, secret: Buffer): Buffer {
  return createHmac('sha256', secret).update(signed).digest();
}

function signatureBytes(part: string): Buffer | undefined {
  const bytes = canonicalBytes(part);
  return bytes?.length === 32 ? bytes : undefined;
}

function canonicalBytes(part: string): Buffer | undefined {
  const bytes = Buffer.from(part, 'base64url');
  return bytes.toString('base64url') === part ? bytes : undefined;
}

/** A flat JSON object of strings in which no member occurs twice. */
function readStrings(part: string): Record<string, string> | undefined {
  const bytes = canonicalBytes(part);
  if (!bytes) return undefined;
  try {
    const json = utf8.decode(bytes);
    const value: unknown = JSON.parse(json);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
    const entries = Object.entries(value);
    // A member that occurs twice is merged by JSON.parse, but its strings are still in the text.
    const strings = json.match(/"(?:[^"\\]|\\.)*"/g)?.length ?? 0;
    if (strings !== 2 * entries.length || entries.some(([, text]) => typeof text !== 'string'))
      return undefined;
    return value as Record<string, string>;
  } catch {
    return undefined;
  }
}
