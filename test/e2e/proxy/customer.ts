import { type KeyObject, randomUUID } from 'node:crypto';
import { createLocalJWKSet, type JSONWebKeySet } from 'jose';
import { parseDiscovery, proofKeySet, readProxiedFileId, type UpstreamMode } from '#wopi-protocol';
import type { Gateway } from '../../support/gateway.js';
import { WopiClient } from '../../support/wopi-client.js';
import type { Subject } from './interop-operations.js';
import type { Product } from './products/product.js';
import { ProductServer } from './products/product-server.js';

/** A customer with one instance of the product behind the gateway's proxy. */
export class Customer implements Subject {
  private constructor(
    private readonly gateway: Gateway,
    readonly server: ProductServer,
  ) {}

  static async of(gateway: Gateway, product: Product, mode: UpstreamMode): Promise<Customer> {
    const server = await ProductServer.start(product, mode);
    const tenant = `/tenants/customer-${randomUUID().slice(0, 8)}`;
    await gateway.admin('POST', '/tenants', { name: tenant.slice('/tenants/'.length), plan: 'business' });
    const { filesUrl, origin } = server;
    const { plainFileId = false } = product;
    await gateway.admin('POST', `${tenant}/instances`, { filesUrl, mode, plainFileId, privateNetwork: true });
    const { secret } = await gateway.admin<{ secret: string }>('POST', `${tenant}/keys`, {});
    server.settings = {
      proxyUrl: gateway.proxyUrl,
      key: secret,
      origin,
      proofKey: await proofKeyOf(mode === 'resign' ? `${gateway.proxyUrl}/resign` : gateway.proxyUrl),
      // Where the proxy's word replaces the proof, the product is told not to look for one.
      checksProofs: mode !== 'attested',
      assertionKeys: createLocalJWKSet(
        await publishedBy<JSONWebKeySet>(`${gateway.proxyUrl}/wopi/assertion-keys`),
      ),
    };
    const customer = new Customer(gateway, server);
    await customer.served();
    return customer;
  }

  get proxyUrl(): string {
    return this.gateway.proxyUrl;
  }

  async open(content: Buffer): Promise<WopiClient> {
    const wopiSrc = this.server.put(`${randomUUID()}.wopitest`, content);
    return new WopiClient(wopiSrc, this.server.accessToken, this.gateway.office.keys);
  }

  async saysOf({ wopiSrc }: WopiClient): Promise<Readonly<Record<string, unknown>>> {
    return this.server.infoOf(fileIdIn(wopiSrc));
  }

  /** The proxy hears of new rows by a notification. */
  private async served(): Promise<void> {
    const client = await this.open(Buffer.alloc(0));
    while ((await client.checkFileInfo()).status === 404);
  }
}

const publishedBy = async <T>(url: string): Promise<T> => (await (await fetch(url)).json()) as T;

/** The current key in the discovery of an editor's address. */
async function proofKeyOf(editor: string): Promise<KeyObject> {
  const { proofKey } = parseDiscovery(await (await fetch(`${editor}/hosting/discovery`)).text());
  return proofKeySet(proofKey!).current;
}

/** The host's own id, in the proxied one. */
export function fileIdIn(wopiSrc: string): string {
  return readProxiedFileId(wopiSrc.slice(wopiSrc.lastIndexOf('/') + 1))!.fileId;
}
