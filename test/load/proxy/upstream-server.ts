import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * The instance behind the proxies that are compared: it answers at once and does nothing else. GET answers the size that the
 * path's last part names (`…/contents?…&size=1048576`), or the JSON of a CheckFileInfo; POST reads its body. Started as a child process.
 */
const BLOCK = Buffer.alloc(256 * 1024, 'x');
const FILE_INFO = Buffer.from(
  JSON.stringify({
    BaseFileName: 'bench.docx',
    OwnerId: 'owner',
    UserId: 'user',
    UserFriendlyName: 'Somebody',
    Size: 123_456,
    Version: '42',
    LastModifiedTime: '2026-01-01T00:00:00.0000000Z',
    SupportsLocks: true,
    SupportsGetLock: true,
    SupportsExtendedLockLength: true,
    SupportsUpdate: true,
    SupportsRename: true,
    SupportsUserInfo: true,
    UserCanWrite: true,
    UserCanRename: true,
    UserCanNotWriteRelative: false,
    CloseUrl: 'https://files.example/close',
    HostViewUrl: 'https://files.example/view/123456',
    HostEditUrl: 'https://files.example/edit/123456',
    BreadcrumbBrandName: 'Files',
    BreadcrumbFolderName: 'Documents',
  }),
);

function send(response: ServerResponse, size: number): void {
  response.writeHead(200, { 'Content-Type': 'application/octet-stream', 'Content-Length': size });
  let left = size;
  const more = () => {
    while (left > 0) {
      const piece = left >= BLOCK.length ? BLOCK : BLOCK.subarray(0, left);
      left -= piece.length;
      if (!response.write(piece) && left > 0) return void response.once('drain', more);
    }
    response.end();
  };
  more();
}

function serve(request: IncomingMessage, response: ServerResponse): void {
  if (request.method === 'POST') {
    request.resume().once('end', () => response.writeHead(200, { 'Content-Length': 0 }).end());
    return;
  }
  const size = /[?&]size=(\d+)/.exec(request.url!);
  if (size) return send(response, Number(size[1]));
  response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': FILE_INFO.length });
  response.end(FILE_INFO);
}

const server = createServer({ keepAlive: true, noDelay: true, maxHeaderSize: 32 * 1024 }, serve);
server.keepAliveTimeout = 600_000;
server.listen(0, '127.0.0.1', 4096, () =>
  process.send!({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }),
);
process.once('disconnect', () => process.exit(0));
