import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Discovery, discoveryProofKey, publishDiscovery } from '#wopi-protocol';
import { newProofPair, type ProofPair } from './wopi-client.js';

/** An office server as far as its discovery: proof keys that the test holds, and an editor for a few types. */
export class OfficeDiscovery {
  keys: ProofPair = newProofPair();
  requests = 0;

  private constructor(private readonly server: Server) {}

  static async start(): Promise<OfficeDiscovery> {
    const server = createServer((_request, response) => {
      office.requests += 1;
      response.setHeader('Content-Type', 'text/xml');
      response.end(publishDiscovery(office.document()));
    });
    const office = new OfficeDiscovery(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return office;
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  get url(): string {
    return `${this.origin}/hosting/discovery`;
  }

  /** A new current key; the current one becomes the old one. */
  rotate(): void {
    this.keys = { current: newProofPair().current, old: this.keys.current };
  }

  stop(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise((resolve) => this.server.close(() => resolve()));
  }

  private document(): Discovery {
    const actions = ['docx', 'txt', 'wopitest', 'wopitestx'].flatMap((ext) =>
      ['view', 'edit'].map((name) => ({ name, ext, urlsrc: `${this.origin}/${name}?<ui=UI_LLCC&>` })),
    );
    return {
      zones: [{ name: 'external-http', apps: [{ name: 'Word', actions }] }],
      proofKey: discoveryProofKey(this.keys.current, this.keys.old),
    };
  }
}
