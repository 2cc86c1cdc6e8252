import { createPublicKey, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Gateway } from '../../support/gateway.js';
import { startGateway } from '../../support/start-gateway.js';
import { WopiClient } from '../../support/wopi-client.js';
import { OPERATIONS, type Subject } from './interop-operations.js';
import { ocis } from './products/ocis.js';
import { owncloud10 } from './products/owncloud10.js';
import type { Product } from './products/product.js';
import { ProductServer } from './products/product-server.js';
import { wopiserver } from './products/wopiserver.js';

type Mode = 'transparent' | 'attested';
const MODES: readonly Mode[] = ['transparent', 'attested'];

const PRODUCTS: readonly (readonly [name: string, product: Product])[] = [
  ['oCIS, OpenCloud', ocis],
  ['ownCloud 10', owncloud10()],
  ['ownCloud 10, escaped slashes', owncloud10({ escapedSlashes: true })],
  ['cs3org/wopiserver', wopiserver],
];

/** A customer with one instance of the product behind the gateway's proxy. */
class Customer implements Subject {
  private constructor(
    private readonly gateway: Gateway,
    readonly server: ProductServer,
  ) {}

  static async of(gateway: Gateway, product: Product, mode: Mode): Promise<Customer> {
    const server = await ProductServer.start(product);
    const tenant = `/tenants/customer-${randomUUID().slice(0, 8)}`;
    await gateway.admin('POST', '/tenants', { name: tenant.slice('/tenants/'.length), plan: 'business' });
    await gateway.admin('POST', `${tenant}/instances`, { filesUrl: server.filesUrl, mode, privateNetwork: true }); // prettier-ignore
    const { secret } = await gateway.admin<{ secret: string }>('POST', `${tenant}/keys`, {});
    server.settings = {
      proxyUrl: gateway.proxyUrl,
      key: secret,
      officeKey: createPublicKey(gateway.office.keys.current),
      // Where the proxy's word replaces the proof, the product is told not to look for one.
      checksProofs: mode !== 'attested',
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

  /** The proxy hears of new rows by a notification. */
  private async served(): Promise<void> {
    const client = await this.open(Buffer.alloc(0));
    while ((await client.checkFileInfo()).status === 404);
  }
}

class OwnHost implements Subject {
  constructor(private readonly gateway: Gateway) {}

  get proxyUrl(): string {
    return this.gateway.proxyUrl;
  }

  async open(content: Buffer): Promise<WopiClient> {
    return this.gateway.client(await this.gateway.putFile(`${randomUUID()}.wopitest`, content), {
      user: 'admin',
    });
  }
}

describe.each(MODES)('behind the proxy, mode %s', (mode) => {
  let gateway: Gateway;
  const customers = new Map<string, Customer>();

  beforeAll(async () => {
    gateway = await startGateway({ proxy: true, mode });
    for (const [name, product] of PRODUCTS) customers.set(name, await Customer.of(gateway, product, mode));
  });
  afterAll(async () => {
    await Promise.all([...customers.values()].map(({ server }) => server.stop()));
    await gateway?.stop();
  });

  describe.each([...PRODUCTS.map(([name]) => name), 'this host'])('%s', (name) => {
    it.for(Object.keys(OPERATIONS))('%s', async (operation, { task }) => {
      task.meta.interop = { product: name, mode, operation };
      const subject = customers.get(name) ?? new OwnHost(gateway);
      await expect(OPERATIONS[operation]!(subject)).resolves.toBeUndefined();
    });
  });

  it('a product keeps to its contract: it refuses what another key signed, and oCIS what was not signed for the proxy', async () => {
    for (const [name, { server }] of customers) {
      const wopiSrc = server.put('x.wopitest', Buffer.from('x'));
      const segment = wopiSrc.slice(wopiSrc.lastIndexOf('/') + 1);
      const directly = (id: string) =>
        new WopiClient(server.filesUrl + id, server.accessToken, gateway.office.keys).checkFileInfo();
      const forged = `${segment.slice(0, -8)}AAAAAAA${segment.slice(-1)}`;
      const statuses = [(await directly(segment)).status, (await directly(forged)).status];
      expect([name, ...statuses]).toEqual([name, server.settings.checksProofs && name.startsWith('oCIS') ? 500 : 200, 401]); // prettier-ignore
    }
  });
});
