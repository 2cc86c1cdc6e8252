import type { IncomingMessage, ServerResponse } from 'node:http';

/** Refuses what two servers in a row could take for two different requests, beyond what Node itself refuses. */
export function unambiguous(request: IncomingMessage, response: ServerResponse, next: () => void): void {
  if (isUnambiguous(request)) return next();
  response.writeHead(400, { Connection: 'close', 'Content-Length': '0' }).end();
}

/** A path as target, one host, and no body where nobody expects one. */
function isUnambiguous({ url = '', method, headers, rawHeaders }: IncomingMessage): boolean {
  if (!url.startsWith('/')) return false;
  if (method === 'GET' && (headers['transfer-encoding'] || (headers['content-length'] ?? '0') !== '0'))
    return false;
  let hosts = 0;
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const name = rawHeaders[i]!;
    // Node reads the first, others may read the last.
    if (name.length === 4 && name.toLowerCase() === 'host') hosts += 1;
  }
  return hosts <= 1;
}
