import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/** Ports of which free ones are given in turn. */
export class PortRange {
  /** @param tried how many of them count as given already */
  constructor(
    private readonly first: number,
    private readonly count: number,
    private tried = 0,
  ) {}

  /**
   * A port on which nobody listens at an address, each time another one.
   * @throws Error when all are in use, or the address is not one of this machine
   */
  async free(host: string): Promise<number> {
    for (let i = 0; i < this.count; i++) {
      const port = this.first + (this.tried++ % this.count);
      if (await isFree(host, port)) return port;
    }
    throw new Error(`No port is free on ${host}`);
  }
}

/** Systems give outgoing connections ports far above these: none of them takes one between its choice and its use. */
const PORTS = new PortRange(10_000, 10_000, randomInt(10_000));

/** A port as `PortRange` finds it, for what is to listen in a moment. */
export const freePort = (host: string): Promise<number> => PORTS.free(host);

function isFree(host: string, port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' || error.code === 'EACCES' ? resolve(false) : reject(error),
    );
    server.listen(port, host, () => server.close(() => resolve(true)));
  });
}
