import type { ResponseHeaders } from '#outgoing';

/** Whether headers of a page let a page of `origin` frame it. */
export function maybeFramedBy(origin: string, pageOrigin: string, headers: ResponseHeaders): boolean {
  const lists = headers
    .all('content-security-policy')
    .flatMap((policy) => policy.split(/[;,]/))
    .map((directive) => directive.trim().split(/\s+/))
    .filter(([name]) => name?.toLowerCase() === 'frame-ancestors')
    .map(([, ...sources]) => sources);
  // Where a policy tells ancestors, browsers do not look at X-Frame-Options.
  if (lists.length > 0)
    return lists.every((sources) => sources.some((source) => allows(source, origin, pageOrigin)));
  const frames = headers.get('x-frame-options')?.trim().toUpperCase();
  return frames === undefined || (frames === 'SAMEORIGIN' ? origin === pageOrigin : frames !== 'DENY');
}

/** A source of frame-ancestors: `*`, `'self'`, a scheme, or a host with or without scheme, wildcard and port. */
function allows(source: string, origin: string, pageOrigin: string): boolean {
  const { protocol, hostname, port } = new URL(origin);
  const text = source.toLowerCase();
  if (text === '*' || text === protocol) return true;
  if (text === "'self'") return origin === pageOrigin;
  const parts = /^(?:([a-z][a-z0-9+.-]*:)\/\/)?(\*\.)?([^/:*]+|\[[^\]]+\])(?::(\d+|\*))?\/?$/.exec(text);
  if (!parts) return false;
  const [, scheme = protocol, wildcard, host = '', at] = parts;
  const hostFits = wildcard ? hostname.endsWith(`.${host}`) : hostname === host;
  const portFits = at === '*' || (at ?? defaultPort(scheme)) === (port || defaultPort(protocol));
  return hostFits && portFits && (scheme === protocol || (scheme === 'http:' && protocol === 'https:'));
}

const defaultPort = (protocol: string): string => (protocol === 'https:' ? '443' : '80');
