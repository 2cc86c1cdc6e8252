import { randomUUID } from 'node:crypto';
import { UPSTREAM_MODES } from '#wopi-protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Gateway } from '../../support/gateway.js';
import { startGateway } from '../../support/start-gateway.js';
import { WopiClient } from '../../support/wopi-client.js';
import { Customer, fileIdIn } from './customer.js';
import { OPERATIONS, type Subject } from './interop-operations.js';
import { ocis } from './products/ocis.js';
import { owncloud10 } from './products/owncloud10.js';
import type { Product } from './products/product.js';
import { stockHost } from './products/stock-host.js';
import { SandboxEditor } from './sandbox-editor.js';
import { wopiserver } from './products/wopiserver.js';

const PRODUCTS: readonly (readonly [name: string, product: Product])[] = [
  ['oCIS, OpenCloud', ocis],
  ['ownCloud 10', owncloud10()],
  ['ownCloud 10, escaped slashes', owncloud10({ escapedSlashes: true })],
  ['cs3org/wopiserver', wopiserver],
  ['stock WOPI host', stockHost],
];

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

  async saysOf({ wopiSrc }: WopiClient): Promise<Readonly<Record<string, unknown>>> {
    const direct = await this.gateway.client(fileIdIn(wopiSrc), { user: 'admin', direct: true });
    const says = (await direct.checkFileInfo()).body.toString();
    // The host's own pages go on in the way that their session came.
    return JSON.parse(says.replaceAll('&direct=1', '')) as Record<string, unknown>;
  }
}

let editor: SandboxEditor;
beforeAll(async () => void (editor = await SandboxEditor.start()));
afterAll(() => editor?.stop());

describe.each(UPSTREAM_MODES)('behind the proxy, mode %s', (mode) => {
  let gateway: Gateway;
  const customers = new Map<string, Customer>();
  const products = PRODUCTS.filter(([, { modes }]) => modes.includes(mode));

  beforeAll(async () => {
    const editors = [`sandbox=microsoft365@${editor.url}/hosting/discovery`];
    gateway = await startGateway({ proxy: true, mode, editors });
    for (const [name, product] of products) customers.set(name, await Customer.of(gateway, product, mode));
  });
  afterAll(async () => {
    await Promise.all([...customers.values()].map(({ server }) => server.stop()));
    await gateway?.stop();
  });

  describe.each([...products.map(([name]) => name), 'this host'])('%s', (name) => {
    it.for(Object.keys(OPERATIONS))('%s', async (operation, { task }) => {
      task.meta.interop = { product: name, mode, operation };
      const customer = customers.get(name);
      customer?.server.strange.splice(0);
      await expect(OPERATIONS[operation]!(customer ?? new OwnHost(gateway))).resolves.toBeUndefined();
      expect(customer?.server.strange ?? []).toEqual([]);
    });
  });

  it.for(products)('%s keeps to its contract when it is called past the proxy', async ([name, product]) => {
    const { server } = customers.get(name)!;
    const wopiSrc = server.put('x.wopitest', Buffer.from('x'));
    const proxiedId = wopiSrc.slice(wopiSrc.lastIndexOf('/') + 1);
    const ownId = [...server.files.keys()].at(-1)!;
    const statusOf = async (id: string) => {
      const { accessToken } = server;
      return (await new WopiClient(server.filesUrl + id, accessToken, gateway.office.keys).checkFileInfo())
        .status;
    };
    const looksForProofs = product.checksProofs && server.settings.checksProofs;
    expect(await statusOf(product.plainFileId ? ownId : proxiedId)).toBe(looksForProofs ? 500 : 200);
    const forged = `${proxiedId.slice(0, -8)}AAAAAAAA`;
    expect([401, 404, 500]).toContain(await statusOf(forged));
  });

  it('the sandbox opens, locks, saves and unlocks a file of this host, which has both versions then', async () => {
    const [first, second] = ['first\n', `second, mode ${mode}\n`];
    const file = await gateway.putFile('chain.md', Buffer.from(first));
    const { actionUrl, accessToken } = await gateway.openSession(file, { user: 'admin', client: 'sandbox' });
    const session = await editor.launch(actionUrl!, accessToken);
    const isLocked = async () =>
      (await gateway.query('select from locks where file_id = $1 and expires_at > now()', [file])).length > 0;
    const opened = await editor.ask(session, 'open');
    expect(opened).toMatchObject({ outcome: 'opened', content: { text: first } });
    expect(opened).not.toHaveProperty('readOnly');
    expect(await isLocked()).toBe(true);
    const draft = { kind: 'text', text: second };
    expect(await editor.ask(session, 'save', { draft })).toMatchObject({ outcome: 'saved' });
    const calls = await editor.calls(session);
    expect(calls.map(({ operation, status }) => `${operation} ${status}`)).toEqual(
      ['CheckFileInfo', 'Lock', 'GetFile', 'PutFile'].map((operation) => `${operation} 200`),
    );
    for (const { target } of calls) expect(target.startsWith(gateway.proxyUrl)).toBe(true);
    expect(await editor.ask(session, 'close', { final: true })).toEqual({ outcome: 'closed' });
    expect(await isLocked()).toBe(false);
    const rows = 'select version from versions where file_id = $1';
    expect(await gateway.query(rows, [file])).toHaveLength(2);
    const proof = mode === 'attested' ? 'attested' : 'current';
    const changes = await gateway.query(
      `select operation, proof from audit_log where process = 'host' and file_id = $1
       and operation in ('Lock', 'PutFile', 'Unlock') order by seq`,
      [file],
    );
    expect(changes).toEqual(['Lock', 'PutFile', 'Unlock'].map((operation) => ({ operation, proof })));
  });
});
