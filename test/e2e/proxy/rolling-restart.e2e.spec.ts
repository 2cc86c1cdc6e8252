import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cloneDatabase } from '../../support/database.js';
import { Gateway } from '../../support/gateway.js';
import { LoadBalancer } from '../../support/load-balancer.js';
import { freePorts } from '../../support/processes.js';
import type { WopiAnswer, WopiClient } from '../../support/wopi-client.js';

let gateway: Gateway;
let toProxies: LoadBalancer;
let toHosts: LoadBalancer;
let secondProxy: Awaited<ReturnType<Gateway['spawn']>>;
let secondProxyListen: string;

beforeAll(async () => {
  toProxies = await LoadBalancer.start();
  toHosts = await LoadBalancer.start();
  gateway = await Gateway.start(await cloneDatabase(), {
    hosts: 2,
    proxy: true,
    env: {
      DRAIN_DELAY_SECONDS: '1',
      PROXY_PUBLIC_URL: toProxies.url,
      WOPI_PROXY_URL: toProxies.url,
      HOST_PUBLIC_URL: toHosts.url,
    },
  });
  secondProxyListen = `127.0.0.1:${(await freePorts(1))[0]}`;
  secondProxy = await gateway.spawn('proxy', { PROXY_LISTEN: secondProxyListen });
  await toHosts.balance(gateway.hostUrls);
  await toProxies.balance([gateway.proxyUrl, `http://${secondProxyListen}`]);
});
afterAll(async () => {
  await toProxies?.stop();
  await toHosts?.stop();
  await gateway?.stop();
});

/** Everything that came of one person's work until it was stopped. */
async function work(client: WopiClient, stopped: () => boolean): Promise<string[]> {
  const lost: string[] = [];
  const note = (what: string, { status, headers }: WopiAnswer) => {
    if (status !== 200)
      lost.push(`${what} ${status} ${headers['x-lost'] ?? headers['x-wopi-servererror'] ?? ''}`);
  };
  note('Lock', await client.lock('L'));
  while (!stopped()) {
    const content = randomBytes(200_000);
    note('CheckFileInfo', await client.checkFileInfo());
    note('PutFile', await client.putFile(content, 'L'));
    const answer = await client.getFile();
    note('GetFile', answer);
    if (!answer.body.equals(content)) lost.push('GetFile answers other bytes than were saved');
    note('RefreshLock', await client.refreshLock('L'));
  }
  return lost;
}

describe('a rolling restart', () => {
  it('of two proxies and two hosts loses no request, no save and no lock', async () => {
    const clients: WopiClient[] = [];
    for (let i = 0; i < 6; i++)
      clients.push(await gateway.client(await gateway.putFile(`roll ${i}.wopitest`, Buffer.from('x'))));
    let stopped = false;
    const working = clients.map((client) => work(client, () => stopped));
    const servedBefore = new Map([...toProxies.served, ...toHosts.served]);
    const proxyEnv = { PROXY_LISTEN: secondProxyListen };
    secondProxy = await gateway.restart(secondProxy, 'proxy', proxyEnv);
    await toProxies.untilReady(`http://${secondProxyListen}`);
    gateway.proxyProcess = await gateway.restart(gateway.proxyProcess!, 'proxy', {});
    await toProxies.untilReady(gateway.proxyUrl);
    for (const [i, url] of gateway.hostUrls.entries()) {
      gateway.hosts[i] = await gateway.restart(gateway.hosts[i]!, 'host', { HOST_LISTEN: new URL(url).host });
      await toHosts.untilReady(url);
    }
    stopped = true;
    expect((await Promise.all(working)).flat()).toEqual([]);
    for (const [server, count] of [...toProxies.served, ...toHosts.served])
      expect(count).toBeGreaterThan(servedBefore.get(server) ?? 0);
  });
});

describe('a proxy that is asked to stop', () => {
  it('says so first, goes on serving meanwhile, finishes its streams and ends in order', async () => {
    const client = await gateway.client(await gateway.putFile('drain.wopitest', Buffer.from('x')));
    expect((await client.lock('L')).status).toBe(200);
    const url = `http://${secondProxyListen}`;
    const here = client.at(url);
    const { path, headers } = here.prepare({
      method: 'POST',
      suffix: '/contents',
      headers: { 'X-WOPI-Override': 'PUT', 'X-WOPI-Lock': 'L', 'Content-Length': '200000' },
      body: Buffer.alloc(0),
      tamper: (all) => (all['Content-Length'] = '200000'),
    });
    const slow = request(new URL(path, url), { method: 'POST', headers });
    const answered = once(slow, 'response') as Promise<[IncomingMessage]>;
    slow.write(Buffer.alloc(100_000));
    const exited = once(secondProxy, 'exit');
    const readiness = async () => (await fetch(`${url}/readyz`)).status;
    expect(await readiness()).toBe(200);
    secondProxy.kill('SIGTERM');
    while ((await readiness()) !== 503) await sleep(5);
    const meanwhile = await here.checkFileInfo();
    expect([meanwhile.status, meanwhile.headers['connection']]).toEqual([200, 'close']);
    const refused = async () => fetch(`${url}/readyz`).then(() => false, () => true); // prettier-ignore
    while (!(await refused())) await sleep(20);
    expect(secondProxy.exitCode).toBeNull();
    slow.end(Buffer.alloc(100_000));
    const [answer] = await answered;
    expect(answer.resume().statusCode).toBe(200);
    expect((await exited)[0]).toBe(0);
    expect((await client.getFile()).body).toHaveLength(200_000);
  });
});
