import 'reflect-metadata';
import { mintProxiedFileId } from '#wopi-protocol';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ANY_TOKEN, idFor, ProxyFixture, startUpstream, stopServer, type TestUpstream } from './fixture.js';

interface Customer {
  readonly name: string;
  readonly upstream: TestUpstream;
  readonly tenant: Awaited<ReturnType<ProxyFixture['addTenant']>>;
}

let fixture: ProxyFixture;
const customers: Customer[] = [];

beforeAll(async () => {
  fixture = await ProxyFixture.start();
  for (const name of ['A', 'B', 'C']) {
    const upstream = await startUpstream();
    upstream.answer = (_, response) => void response.end(`{"BaseFileName":"of ${name}"}`);
    customers.push({ name, upstream, tenant: await fixture.addTenant(upstream.filesUrl) });
  }
});
afterAll(async () => {
  await fixture?.close();
  await Promise.all(customers.map(({ upstream }) => stopServer(upstream.server)));
});
beforeEach(() => {
  for (const { upstream } of customers) upstream.received.length = 0;
});

const reached = () =>
  customers.filter(({ upstream }) => upstream.received.length > 0).map(({ name }) => name);
const cases = <T>(make: (a: Customer, b: Customer) => T): T[] =>
  customers.flatMap((a) => customers.filter((b) => b !== a).map((b) => make(a, b)));

/** All that comes back for an id over a connection of its own, without the date. */
async function answerFor(id: string, headers: readonly string[] = [], host = 'x'): Promise<string> {
  const target = `/wopi/files/${id}?access_token=${ANY_TOKEN}`;
  const proof = fixture.office.proofFor(target).map(([name, value]) => `${name}: ${value}`);
  const lines = [
    `GET ${target} HTTP/1.1`,
    `Host: ${host}`,
    'Connection: close',
    ...proof,
    ...headers,
    '',
    '',
  ];
  return (await fixture.bytes(lines.join('\r\n'))).replace(/^Date: .*\r\n/m, '');
}

describe('the request of a tenant', () => {
  it('reaches its own instance, whatever else it says of hosts and addresses', async () => {
    for (const [own, other] of cases((a, b) => [a, b] as const)) {
      for (const { upstream } of customers) upstream.received.length = 0;
      const { host } = new URL(other.upstream.filesUrl);
      const elsewhere = `/wopi/files/${idFor(other.tenant)}?access_token=${ANY_TOKEN}`;
      const answer = await answerFor(
        idFor(own.tenant),
        [
          `X-Forwarded-Host: ${host}`,
          `X-Forwarded-For: ${host}`,
          'X-Forwarded-Proto: http',
          `Forwarded: host=${host}`,
          `X-Original-URL: ${elsewhere}`,
          `X-Rewrite-URL: ${elsewhere}`,
          `X-WOPI-Tenant: ${other.tenant.tenantId}`,
        ],
        host,
      );
      expect(answer).toContain(`of ${own.name}`);
      expect(reached()).toEqual([own.name]);
    }
  });

  it('reaches its own instance when the requests of all tenants come over one connection', async () => {
    const requests = customers.map(({ tenant }, n) => {
      const target = `/wopi/files/${idFor(tenant)}?access_token=${ANY_TOKEN}`;
      const proof = fixture.office.proofFor(target).map(([name, value]) => `${name}: ${value}\r\n`);
      const last = n === customers.length - 1 ? 'Connection: close\r\n' : '';
      return `GET ${target} HTTP/1.1\r\nHost: x\r\n${last}${proof.join('')}\r\n`;
    });
    const text = await fixture.bytes(requests.join(''));
    expect([...text.matchAll(/of [ABC]/g)].map(([name]) => name)).toEqual(['of A', 'of B', 'of C']);
    for (const { upstream, tenant } of customers) {
      const urls = upstream.received.map(({ url }) => url);
      expect(urls).toEqual([`/index.php/apps/wopi/files/${idFor(tenant)}?access_token=${ANY_TOKEN}`]);
    }
  });
});

describe("an id that is not the tenant's own", () => {
  /** Claims that come near the files URL of `victim`. */
  const lookalikes = (victim: string) => {
    const { host, port } = new URL(victim);
    return [
      victim,
      victim.slice(0, -1),
      `${victim}x/`,
      victim.replace('index.php/', ''),
      victim.replace('/apps/', '//apps/'),
      victim.replace('/apps/', '/%61pps/'),
      victim.replace('/apps/', '/x/../apps/'),
      victim.replace('http:', 'https:'),
      victim.replace('http:', 'HTTP:'),
      victim.replace(host, `user@${host}`),
      victim.replace(host, `localhost:${port}`),
      victim.replace(host, `127.1:${port}`),
      victim.replace(host, `127.0.0.1.:${port}`),
      `${victim}?`,
      `${victim}#/`,
    ];
  };

  it('reaches nobody and gets the answer of what does not exist, to the byte', async () => {
    const [first] = customers;
    const nowhere = { filesUrl: 'https://does-not-exist.example/wopi/files/', secret: first!.tenant.secret };
    const expected = await answerFor(idFor(nowhere));
    expect(expected).toMatch(/^HTTP\/1\.1 404 /);
    const ids = cases(({ tenant: a }, { tenant: b }) => [
      ...lookalikes(a.filesUrl).map((filesUrl) => idFor({ filesUrl, secret: b.secret })),
      // Claims of one tenant under the signature of another's id.
      [...idFor(a).split('.').slice(0, 2), idFor(b).split('.')[2]].join('.'),
      [idFor(a).split('.')[0], idFor(b).split('.')[1], idFor(a).split('.')[2]].join('.'),
    ]).flat();
    for (const id of ids) expect(await answerFor(id)).toBe(expected);
    expect(reached()).toEqual([]);
  });

  it('is told from a revoked key by nothing either', async () => {
    const [{ tenant }] = customers as [Customer];
    const { keyId, secret } = await fixture.tenants.addKey(tenant.tenantId);
    const id = mintProxiedFileId({ filesUrl: tenant.filesUrl, fileId: '1' }, Buffer.from(secret));
    const unknown = await answerFor(idFor({ filesUrl: tenant.filesUrl, secret: Buffer.alloc(32) }));
    await fixture.eventually(async () => (await answerFor(id)).includes(' 200 '));
    await fixture.tenants.revokeKey(tenant.tenantId, keyId);
    await fixture.eventually(async () => !(await answerFor(id)).includes(' 200 '));
    expect(await answerFor(id)).toBe(unknown);
  });
});

describe('the answer of an instance', () => {
  it("never makes the proxy sign an id for another tenant's files", async () => {
    for (const [own, other] of cases((a, b) => [a, b] as const)) {
      const url = `${other.tenant.filesUrl}2147483648?access_token=x`;
      own.upstream.answer = (_, response) => void response.end(JSON.stringify({ Name: 'a', Url: url }));
      const headers: [string, string][] = [['X-WOPI-Override', 'PUT_RELATIVE']];
      const answer = await fixture.call(idFor(own.tenant), {
        method: 'POST',
        headers,
        body: Buffer.from('x'),
      });
      expect(answer.body.toString()).not.toMatch(/\/wopi\/files\/[\w-]+\.[\w-]+\.[\w-]+/);
    }
  });
});
