import { mintProxiedFileId } from '#wopi-protocol';
import type { Gateway } from '../../support/gateway.js';
import { WopiClient } from '../../support/wopi-client.js';

/** A tenant of the proxy with one instance, whose files a bench asks for. */
export class BenchTenant {
  constructor(
    private readonly gateway: Gateway,
    private readonly filesUrl: string,
    private readonly secret: Buffer,
  ) {}

  /** Adds it over the admin API, and waits until the gateway's proxy serves it. */
  static async add(gateway: Gateway, name: string, instance: URL): Promise<BenchTenant> {
    const tenant = await BenchTenant.register(gateway, name, instance);
    await tenant.untilAnswered(200);
    return tenant;
  }

  /** Adds it over the admin API. */
  static async register(gateway: Gateway, name: string, instance: URL): Promise<BenchTenant> {
    const filesUrl = new URL('wopi/files/', instance).href;
    await gateway.admin('POST', '/tenants', { name, plan: 'business' });
    await gateway.admin('POST', `/tenants/${name}/instances`, { filesUrl, privateNetwork: true });
    const { secret } = await gateway.admin<{ secret: string }>('POST', `/tenants/${name}/keys`, {});
    return new BenchTenant(gateway, filesUrl, Buffer.from(secret));
  }

  /** A client of one of its files, with a token of its own. */
  client(fileId: string): WopiClient {
    const id = mintProxiedFileId({ filesUrl: this.filesUrl, fileId }, this.secret);
    const wopiSrc = `${this.gateway.proxyUrl}/wopi/files/${id}`;
    return new WopiClient(wopiSrc, `token-of-${fileId}`, this.gateway.office.keys);
  }

  /** The same instance, its ids signed with another key. */
  signedWith(secret: Buffer): BenchTenant {
    return new BenchTenant(this.gateway, this.filesUrl, secret);
  }

  /** Milliseconds until a proxy, the gateway's own unless told, answers its calls with this status. */
  async untilAnswered(status: number, at = this.gateway.proxyUrl): Promise<number> {
    const client = this.client('first').at(at);
    const started = performance.now();
    while ((await client.checkFileInfo()).status !== status) {
      if (performance.now() - started > 10_000) throw new Error(`the proxy does not answer ${status}`);
    }
    return performance.now() - started;
  }
}
