import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { selfTestListener } from '#self-test';

/** As the doctor answers it. */
export interface Check {
  readonly name: string;
  readonly ok: boolean;
  readonly seen: string;
  readonly change?: string;
}

/** What is looked at by self-tests, of each process that editors call. */
export const SELF_TESTED = ['proof', 'headers', 'clock', 'large save', 'largest save'];

/** The public address of all processes at once, as far as the doctor looks, with something in front of it. */
export class FrontedSite {
  /** Of pages and of /healthz. */
  status = 200;
  pageHeaders: Record<string, string | string[]> = {
    'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
    'X-Frame-Options': 'DENY',
  };
  /** What stands in front: may change a call; or answers it, and says so. */
  inFront: (request: IncomingMessage, response: ServerResponse) => boolean = () => false;

  private constructor(
    private readonly server: Server,
    readonly url: string,
  ) {}

  static async start(): Promise<FrontedSite> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const site = new FrontedSite(server, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    const selfTest = selfTestListener(site.url, 'k'.repeat(32));
    server.on('request', (request, response) => {
      if (site.inFront(request, response)) return;
      selfTest(request, response, () => response.writeHead(site.status, site.pageHeaders).end('{}'));
    });
    return site;
  }

  stop(): void {
    this.server.closeAllConnections();
    this.server.close();
  }
}
