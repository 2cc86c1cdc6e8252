import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/** Systems give outgoing connections ports far above these: none of them takes one between its choice and its use. */
const PORTS = { first: 10_000, count: 10_000 };
let tried = randomInt(PORTS.count);

/** A port on which nobody listens at an address, each time another one. @throws Error when the address is not one of this machine */
export async function freePort(host: string): Promise<number> {
  for (let i = 0; i < PORTS.count; i++) {
    const port = PORTS.first + (tried++ % PORTS.count);
    if (await isFree(host, port)) return port;
  }
  throw new Error(`No port is free on ${host}`);
}

function isFree(host: string, port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' || error.code === 'EACCES' ? resolve(false) : reject(error),
    );
    server.listen(port, host, () => server.close(() => resolve(true)));
  });
}
