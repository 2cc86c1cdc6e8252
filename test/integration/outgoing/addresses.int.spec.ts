import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { closeAll, httpServer, listening, noting, outgoing } from './servers.js';

afterEach(closeAll);

const OPEN = { allowPrivate: false };
const PRIVATE = { allowPrivate: true };
/** A connection is free for the next request some turns of the event loop after its answer. */
const nextTurn = () => sleep(5);
const answering = (text: string) => (_: unknown, response: import('node:http').ServerResponse) =>
  response.end(text);

describe('addresses of outgoing requests', () => {
  it.each([
    '127.0.0.1',
    '127.1',
    '0x7f.1',
    '2130706433',
    '0177.0.0.1',
    '[::ffff:127.0.0.1]',
    '0',
    'localhost',
  ])(
    'http://%s is refused before anything is connected to, unless private networks are allowed',
    async (host) => {
      const canary = await listening(createServer(), '0.0.0.0');
      await expect(
        outgoing().stream({ method: 'GET', url: `http://${host}:${canary.port}/`, policy: OPEN }, noting()),
      ).rejects.toMatchObject({ code: 'refused_address', stage: 'connecting' });
      expect(canary.connections()).toBe(0);
    },
  );

  it.each(['[fe80::1]', '169.254.169.254', '[fd00:ec2::254]', '[::]', '0.0.0.0', '224.0.0.1'])(
    'http://%s is refused even where private networks are allowed',
    async (host) => {
      await expect(
        outgoing().stream({ method: 'GET', url: `http://${host}:9/`, policy: PRIVATE }, noting()),
      ).rejects.toMatchObject({ code: 'refused_address' });
    },
  );

  it('judges anew what a name stands for at every connection', async () => {
    const canary = await listening(createServer());
    const answers = ['169.254.169.254', '127.0.0.1'];
    const out = outgoing({ resolve: async () => [{ address: answers.shift()!, family: 4 }] });
    const url = `http://cloud.example:${canary.port}/`;
    for (let i = 0; i < 2; i++) {
      await expect(out.stream({ method: 'GET', url, policy: OPEN }, noting())).rejects.toMatchObject({
        code: 'refused_address',
      });
    }
    expect(answers).toEqual([]);
    expect(canary.connections()).toBe(0);
  });

  it('connects to the address that was checked: a name that changes between two questions is asked about only once', async () => {
    const first = await httpServer(answering('checked'), '127.0.0.2');
    await httpServer(answering('swapped'), '127.0.0.3', first.port);
    const asked: string[] = [];
    const answers = ['127.0.0.2', '127.0.0.3'];
    const out = outgoing({
      resolve: async (name) => {
        asked.push(name);
        return [{ address: answers.shift()!, family: 4 }];
      },
    });
    const sink = noting();
    await out.stream({ method: 'GET', url: `http://cloud.example:${first.port}/`, policy: PRIVATE }, sink);
    expect(sink.body()).toBe('checked');
    expect(asked).toEqual(['cloud.example']);
  });

  it('follows a name that moves, however busy its connection is, and loses no request by it', async () => {
    const first = await httpServer(answering('old'), '127.0.0.2');
    await httpServer(answering('new'), '127.0.0.3', first.port);
    let address = '127.0.0.2';
    const out = outgoing({ connectionLifeMs: 20, resolve: async () => [{ address, family: 4 }] });
    const get = async () => {
      const sink = noting();
      await out.stream({ method: 'GET', url: `http://cloud.example:${first.port}/`, policy: PRIVATE }, sink);
      await nextTurn();
      return sink.body();
    };
    expect(await get()).toBe('old');
    address = '127.0.0.3';
    for (const until = performance.now() + 60; performance.now() < until;) await get();
    expect([await get(), await get(), await get()]).toEqual(['new', 'new', 'new']);
  });

  it.each(['0.0.0.0', '::', '::ffff:0.0.0.0', '169.254.169.254', 'fe80::1'])(
    'leaves a connection that was good when its name becomes %s, and makes no other',
    async (inside) => {
      const server = await httpServer(answering('outside'), '127.0.0.2');
      const canary = await listening(createServer(), '127.0.0.1', server.port);
      let address = '127.0.0.2';
      const resolve = async () => [{ address, family: address.includes(':') ? 6 : 4 }];
      const out = outgoing({ connectionLifeMs: 20, resolve });
      const get = () =>
        out.stream({ method: 'GET', url: `http://cloud.example:${server.port}/`, policy: PRIVATE }, noting());
      await get();
      address = inside;
      await sleep(40);
      for (let n = 0; n < 2; n++) await expect(get()).rejects.toMatchObject({ code: 'refused_address' });
      expect(canary.connections()).toBe(0);
    },
  );

  it.each(['127.0.0.1', '::1', '::ffff:127.0.0.1', '10.0.0.1', 'fd00::1'])(
    'refuses a name that stands for a public address and for %s, in any order',
    async (inside) => {
      const canary = await listening(createServer(), '::');
      const mixed = ['8.8.8.8', inside].map((address) => ({
        address,
        family: address.includes(':') ? 6 : 4,
      }));
      for (const addresses of [mixed, mixed.toReversed()]) {
        const url = `http://cloud.example:${canary.port}/`;
        const out = outgoing({ resolve: async () => addresses });
        await expect(out.stream({ method: 'GET', url, policy: OPEN }, noting())).rejects.toMatchObject({
          code: 'refused_address',
        });
      }
      expect(canary.connections()).toBe(0);
    },
  );

  it('keeps a connection to the authorities that it was made under, known by their text', async () => {
    const server = await httpServer(answering('x'));
    const out = outgoing();
    const send = async (pinnedCertificates?: string) => {
      const policy = { ...PRIVATE, pinnedCertificates };
      await out.stream({ method: 'GET', url: `${server.url}/`, policy }, noting());
      await nextTurn();
      return server.connections();
    };
    expect(await send('one')).toBe(1);
    expect(await send('on' + 'e')).toBe(1);
    expect(await send('two')).toBe(2);
    expect(await send()).toBe(3);
    expect(await send('one')).toBe(3);
  });

  it('never lends a connection made for a private network to a policy that forbids it', async () => {
    const server = await httpServer(answering('inside'));
    const out = outgoing();
    const send = (policy: { allowPrivate: boolean }) =>
      out.stream({ method: 'GET', url: `${server.url}/`, policy }, noting());
    await send(PRIVATE);
    await nextTurn();
    await send(PRIVATE);
    await nextTurn();
    expect(server.connections()).toBe(1);
    await expect(send(OPEN)).rejects.toMatchObject({ code: 'refused_address' });
  });

  it('tells a name that does not exist, and a port that nobody listens on', async () => {
    const out = outgoing({
      resolve: async () => {
        throw Object.assign(new Error('getaddrinfo ENOTFOUND'), {
          code: 'ENOTFOUND',
          syscall: 'getaddrinfo',
        });
      },
    });
    await expect(
      out.stream({ method: 'GET', url: 'http://nowhere.example/', policy: OPEN }, noting()),
    ).rejects.toMatchObject({ code: 'dns', stage: 'connecting' });
    const gone = await httpServer(answering(''));
    await closeAll();
    await expect(
      outgoing().stream({ method: 'GET', url: gone.url, policy: PRIVATE }, noting()),
    ).rejects.toMatchObject({ code: 'connect', stage: 'connecting' });
  });

  it('follows no redirect', async () => {
    const canary = await httpServer(answering('never'));
    const server = await httpServer((_, response) => response.writeHead(302, { location: canary.url }).end());
    const answer = await outgoing().fetchText(server.url, {
      policy: PRIVATE,
      maxBytes: 100,
      timeoutMs: 5_000,
    });
    expect(answer.status).toBe(302);
    expect(canary.connections()).toBe(0);
  });
});
