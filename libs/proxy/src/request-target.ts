/** What a proxied id says of an ecosystem whose own address has no id. */
export const ECOSYSTEM_ID = 'ecosystem';

/** What a call's request target names, each part as it stands on the wire. */
export interface RequestTarget {
  readonly resource: 'files' | 'containers' | 'ecosystem';
  /** In the shape of a proxied id; not read yet. */
  readonly id: string;
  /** What follows the id in the path: '' or `/contents`, … */
  readonly suffix: string;
  /** With its question mark, or ''. */
  readonly query: string;
}

/**
 * Only letters, digits, `-` and `_` may follow the id, so no dot segment, empty segment or encoded slash can lead the
 * upstream's path anywhere but below its files URL.
 */
const TARGET =
  /^\/wopi\/(files|containers|ecosystem)\/([\w-]+\.[\w-]+\.[\w-]+)((?:\/[\w-]{1,64}){0,4})(\?[!"$-~]*)?$/;

/** Reads the raw request target; undefined for whatever is not a WOPI path with a proxied id. */
export function readTarget(raw: string): RequestTarget | undefined {
  const match = TARGET.exec(raw);
  if (!match) return undefined;
  const [, resource, id, suffix, query = ''] = match;
  return { resource: resource as RequestTarget['resource'], id: id!, suffix: suffix!, query };
}
