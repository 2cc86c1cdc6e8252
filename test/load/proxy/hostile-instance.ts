import { type AddressInfo, createServer, type Socket } from 'node:net';

/** How an instance can be a burden. Each is given the connection once a request has arrived. */
const MANNERS: Readonly<Record<string, (socket: Socket) => void>> = {
  hangs() {},
  drips(socket) {
    socket.write('HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n');
    const timer = setInterval(() => socket.write('x'), 1_000);
    socket.once('close', () => clearInterval(timer));
  },
  resets(socket) {
    socket.write('HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\nhalf', () => socket.resetAndDestroy());
  },
  floods(socket) {
    socket.write(`HTTP/1.1 200 OK\r\n${`X-Header: ${'a'.repeat(1_000)}\r\n`.repeat(1_000)}\r\n`);
  },
  'answers-10-gb'(socket) {
    const block = Buffer.concat([Buffer.from('40000\r\n'), Buffer.alloc(0x40000, 'x'), Buffer.from('\r\n')]);
    socket.write('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n');
    let sent = 0;
    const more = () => {
      while (!socket.destroyed && sent < 10 * 2 ** 30) {
        sent += 0x40000;
        if (!socket.write(block)) return void socket.once('drain', more);
      }
    };
    more();
  },
};
const ALL = Object.values(MANNERS);

/** An instance that treats a connection in the way that the first part of the path names, or else each in another. Started as a child process. */
let connections = 0;
const server = createServer((socket) => {
  socket.on('error', () => undefined);
  socket.once('data', (head: Buffer) => {
    const name = /^GET \/([\w-]+)\//.exec(head.toString('latin1', 0, 100))?.[1] ?? '';
    (MANNERS[name] ?? ALL[connections++ % ALL.length]!)(socket);
  });
});
server.listen(0, '127.0.0.1', () =>
  process.send!({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }),
);
process.once('disconnect', () => process.exit(0));
