/** What crosses from an upstream's answer, besides every X-WOPI-*. */
const CROSSING = new Set([
  'accept-ranges',
  'cache-control',
  'content-disposition',
  'content-encoding',
  'content-language',
  'content-length',
  'content-md5',
  'content-range',
  'content-type',
  'etag',
  'last-modified',
  'retry-after',
  'www-authenticate',
]);

/** On every answer of the proxy's origin: whatever an upstream sends must not run, be sniffed or leak its URL there. */
const GUARD = [
  'X-Content-Type-Options',
  'nosniff',
  'Content-Security-Policy',
  "sandbox; default-src 'none'",
  'Referrer-Policy',
  'no-referrer',
];

/** Headers that describe bytes which the proxy replaced. */
const OF_THE_BYTES = new Set(['content-length', 'content-md5', 'etag', 'accept-ranges']);

/**
 * The headers of an answer to the client, as a flat list for `writeHead`, from the upstream's: an empty X-WOPI-Lock means "not locked"
 * and crosses as it is. `newLength` is told when the body was replaced.
 */
export function answerHeaders(upstream: Iterable<readonly [string, string]>, newLength?: number): string[] {
  const headers = [...GUARD];
  let cached = false;
  for (const [name, value] of upstream) {
    const lower = name.toLowerCase();
    if (!lower.startsWith('x-wopi-') && !CROSSING.has(lower)) continue;
    if (newLength !== undefined && OF_THE_BYTES.has(lower)) continue;
    if (lower === 'cache-control') cached = true;
    headers.push(name, value);
  }
  if (!cached) headers.push('Cache-Control', 'no-store');
  if (newLength !== undefined) headers.push('Content-Length', String(newLength));
  return headers;
}

/** The headers of an answer that the proxy gives itself; it has no body. */
export function ownHeaders(headers: Readonly<Record<string, string>>): string[] {
  return [...GUARD, 'Cache-Control', 'no-store', ...Object.entries(headers).flat(), 'Content-Length', '0'];
}
