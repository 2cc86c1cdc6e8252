/** Bytes on a connection that two servers could take for different requests. */
export interface AmbiguousRequest {
  readonly name: string;
  readonly bytes: string;
  /** Requests that may be answered well; what follows them on the connection is never one. */
  readonly accepted: 0 | 1;
}

/**
 * A GET or POST of `target`, spoilt in every way by which requests are smuggled. Each that has room for it hides `hidden`, a whole second
 * request, where one of two servers might see it.
 */
export function ambiguousRequests(target: string, host: string, hidden: string): AmbiguousRequest[] {
  const request = (method: string, path: string, lines: string[], body = '', version = 'HTTP/1.1') =>
    [`${method} ${path} ${version}`, `Host: ${host}`, 'X-WOPI-Override: GET_LOCK', ...lines, '', body].join(
      '\r\n',
    );
  const post = (lines: string[], body: string) => request('POST', target, lines, body);
  const length = `Content-Length: ${hidden.length}`;
  const chunked = `0\r\n\r\n${hidden}`;
  const close = 'Connection: close';
  const refused: [string, string][] = [
    [
      'both a length and chunks',
      post([`Content-Length: ${chunked.length}`, 'Transfer-Encoding: chunked'], chunked),
    ],
    ['chunks, then a length', post(['Transfer-Encoding: chunked', 'Content-Length: 4'], chunked)],
    ['two lengths', post(['Content-Length: 0', length], hidden)],
    ['a list of lengths', post([`Content-Length: 0, ${hidden.length}`], hidden)],
    ['a signed length', post([`Content-Length: +${hidden.length}`], hidden)],
    ['a length in hex', post([`Content-Length: 0x${hidden.length.toString(16)}`], hidden)],
    ['a space before the colon', post([`Content-Length : ${hidden.length}`], hidden)],
    ['an unknown coding', post(['Transfer-Encoding: xchunked'], chunked)],
    ['chunked before another coding', post(['Transfer-Encoding: chunked, identity'], chunked)],
    [
      'two codings in two lines',
      post(['Transfer-Encoding: chunked', 'Transfer-Encoding: identity'], chunked),
    ],
    ['a vertical tab in the coding', post(['Transfer-Encoding:\x0bchunked'], chunked)],
    ['a folded header', post(['X-WOPI-Lock: a', ' b', 'Transfer-Encoding: chunked'], chunked)],
    ['a folded coding', post(['Transfer-Encoding:', ' chunked'], chunked)],
    ['bare line feeds', `POST ${target} HTTP/1.1\nHost: ${host}\nContent-Length: 0\n\n${hidden}`],
    [
      'a bare carriage return',
      post(['X-WOPI-Lock: a\rTransfer-Encoding: chunked', 'Content-Length: 0'], hidden),
    ],
    ['a NUL in a value', post(['X-WOPI-Lock: a\0b', 'Content-Length: 0'], '')],
    ['a chunk size that is none', post(['Transfer-Encoding: chunked'], `0x0\r\n\r\n${hidden}`)],
    ['an endless chunk size', post(['Transfer-Encoding: chunked'], `${'f'.repeat(17)}\r\n${hidden}`)],
    ['no host', `GET ${target} HTTP/1.1\r\n${close}\r\n\r\n`],
    ['two hosts', request('GET', target, [`Host: other.example`, close])],
    ['a space in the target', request('GET', `${target} /x`, [close])],
    ['a target without its slash', request('GET', target.slice(1), [close])],
    ['an absolute target', request('GET', `http://${host}${target}`, [close])],
    ['two slashes', request('GET', `/${target}`, [close])],
    ['a dot segment', request('GET', target.replace('/wopi/', '/wopi/./'), [close])],
    ['an encoded slash', request('GET', target.replace('/files/', '/files%2f'), [close])],
    ['a backslash', request('GET', target.replace('/files/', '\\files/'), [close])],
    ['a body on GET', request('GET', target, [length, close], hidden)],
    ['chunks on GET', request('GET', target, ['Transfer-Encoding: chunked', close], chunked)],
    ['another version', request('GET', target, [close], '', 'HTTP/1.2')],
    ['HTTP/2 at once', `PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n`],
    ['CONNECT', request('CONNECT', `${host}`, [close])],
  ];
  const accepted: [string, string][] = [
    ['an upgrade to HTTP/2 that is asked for', request('GET', target, ['Connection: close, Upgrade, HTTP2-Settings', 'Upgrade: h2c', 'HTTP2-Settings: AAMAAABk'])],
    ['HTTP/1.0', request('GET', target, [close], '', 'HTTP/1.0')],
    ['extensions of chunks', post(['Transfer-Encoding: chunked', close], '0;a="b"\r\n\r\n')],
    ['trailers', post(['Transfer-Encoding: chunked', 'Trailer: X-WOPI-Override', close], '0\r\nX-WOPI-Override: LOCK\r\n\r\n')],
    ['a coding in capitals', post(['Transfer-Encoding: CHUNKED', close], '0\r\n\r\n')],
  ]; // prettier-ignore
  return [
    ...refused.map(([name, bytes]): AmbiguousRequest => ({ name, bytes, accepted: 0 })),
    ...accepted.map(([name, bytes]): AmbiguousRequest => ({ name, bytes, accepted: 1 })),
  ];
}

/** The statuses of all answers on a connection, interim ones left out. */
export const statusesIn = (answers: string): number[] =>
  [...answers.matchAll(/^HTTP\/1\.[01] (\d{3})/gm)]
    .map(([, status]) => Number(status))
    .filter((code) => code >= 200);
