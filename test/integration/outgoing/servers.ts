import { createServer as createHttpServer, type RequestListener } from 'node:http';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { Outgoing, type OutgoingOptions, type OutgoingSink } from '#outgoing';

const closers: (() => Promise<void> | void)[] = [];

/** Ends everything that a test opened. */
export async function closeAll(): Promise<void> {
  for (const close of closers.splice(0).reverse()) await close();
}

export interface TestServer {
  readonly port: number;
  readonly url: string;
  readonly connections: () => number;
}

export function outgoing(options: Partial<OutgoingOptions> = {}): Outgoing {
  const made = new Outgoing({ userAgent: 'WOPI Gateway test', ...options });
  closers.push(() => made.onApplicationShutdown());
  return made;
}

/** An HTTP server on a free port of 127.0.0.1, or of another address of this machine. */
export function httpServer(listener: RequestListener, address = '127.0.0.1', port = 0): Promise<TestServer> {
  return listening(createHttpServer(listener), address, port);
}

/** A server that speaks bytes: `answer` is called with each connection and what it sent first. */
export function rawServer(
  answer: (socket: Socket, received: Buffer) => void,
  address = '127.0.0.1',
): Promise<TestServer> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', (bytes) => answer(socket, bytes));
  });
  return listening(server, address, 0);
}

export async function listening(server: Server, address = '127.0.0.1', port = 0): Promise<TestServer> {
  const open = new Set<Socket>();
  let connections = 0;
  server.on('connection', (socket: Socket) => {
    connections++;
    open.add(socket);
    socket.once('close', () => open.delete(socket));
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, address, resolve));
  closers.push(() => {
    for (const socket of open) socket.destroy();
    return new Promise<void>((resolve) => server.close(() => resolve()));
  });
  const { port: bound } = server.address() as AddressInfo;
  return { port: bound, url: `http://${address}:${bound}`, connections: () => connections };
}

/** Notes what a sink is told. */
export function noting(): OutgoingSink & { readonly events: string[]; body: () => string } {
  const chunks: Buffer[] = [];
  const events: string[] = [];
  return {
    events,
    body: () => Buffer.concat(chunks).toString('latin1'),
    head: ({ status }) => events.push(`head ${status}`),
    data: (chunk) => {
      chunks.push(chunk);
      return true;
    },
    end: () => events.push('end'),
    failed: () => events.push('failed'),
  };
}
