import { WopiError } from '#wopi-protocol';

/** A header as it came: name in its own spelling, value with one character a byte. */
export type Header = readonly [name: string, value: string];

/** What the proxy takes from the headers of a call. */
export interface RequestHeaders {
  /** Those that may cross to the upstream, in order, values byte for byte. */
  readonly crossing: readonly Header[];
  /** Of those that cross, by name in lower case. */
  value(name: string): string | undefined;
  /** Whether a body follows. */
  readonly hasBody: boolean;
}

const CROSSING = new Set([
  'accept',
  'accept-encoding',
  'accept-language',
  'authorization',
  'content-disposition',
  'content-encoding',
  'content-language',
  'content-length',
  'content-md5',
  'content-range',
  'content-type',
  'if-match',
  'if-modified-since',
  'if-none-match',
  'if-range',
  'if-unmodified-since',
  'range',
  'x-request-id',
]);
/** WOPI's own, and what Collabora, its relatives and ONLYOFFICE say of a save. */
const WOPI = /^x-(?:(?:cool|lool)-)?wopi-/;

/**
 * Reads the raw headers of a request. Hop-by-hop headers, cookies and whatever speaks for another proxy never cross.
 * @throws WopiError invalid_header when one that crosses comes twice, or when `Connection` asks to drop one that decides the answer
 */
export function readRequestHeaders(raw: readonly string[]): RequestHeaders {
  const crossing: Header[] = [];
  const values = new Map<string, string>();
  let connection = '';
  let chunked = false;
  for (let i = 0; i < raw.length; i += 2) {
    const name = raw[i]!.toLowerCase();
    const value = raw[i + 1]!;
    if (name === 'connection') connection += `,${value}`;
    else if (name === 'transfer-encoding') chunked = true;
    else if (WOPI.test(name) || CROSSING.has(name)) {
      if (values.has(name)) throw new WopiError('invalid_header');
      values.set(name, value);
      crossing.push([raw[i]!, value]);
    }
  }
  const dropped = connection === '' ? undefined : droppedBy(connection);
  return {
    crossing: dropped ? crossing.filter(([name]) => !dropped.has(name.toLowerCase())) : crossing,
    value: (name) => values.get(name),
    hasBody: chunked || (values.get('content-length') ?? '0') !== '0',
  };
}

/** The names in `Connection`, which a proxy must not pass on; framing is not for the caller to drop. */
function droppedBy(connection: string): ReadonlySet<string> {
  const names = new Set(connection.split(',').map((name) => name.trim().toLowerCase()));
  for (const name of names) {
    if (WOPI.test(name) || name === 'authorization') throw new WopiError('invalid_header');
  }
  names.delete('content-length');
  return names;
}
