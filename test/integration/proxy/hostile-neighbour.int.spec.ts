import 'reflect-metadata';
import { createServer, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Answer, idFor, ProxyFixture, startUpstream, stopServer, type TestUpstream } from './fixture.js';

const OK = 'HTTP/1.1 200 OK\r\n';
const LONG = `${OK}Content-Length: 100000\r\n\r\n`;
const CHUNKED = `${OK}Transfer-Encoding: chunked\r\n\r\n`;

/** What an instance does with a connection once a request has come; nothing more happens on it. */
const MANNERS: Readonly<Record<string, (socket: Socket) => void>> = {
  'hangs before its headers': () => undefined,
  'hangs within its headers': (socket) => void socket.write(`${OK}X-WOPI-Lock: `),
  'drips one byte at a time': (socket) => {
    socket.write(LONG);
    const drip = setInterval(() => socket.write('x'), 100);
    socket.once('close', () => clearInterval(drip));
  },
  'resets in the middle': (socket) => void socket.write(`${LONG}half`, () => socket.resetAndDestroy()),
  'ends a body early': (socket) => void socket.end(`${LONG}half`),
  'ends chunks early': (socket) => void socket.end(`${CHUNKED}4\r\nhalf\r\n`),
  'breaks off within a chunk': (socket) => void socket.end(`${CHUNKED}100\r\nhalf`),
  'counts its chunks wrong': (socket) => void socket.write(`${CHUNKED}2\r\nhalf\r\n0\r\n\r\n`),
  'writes chunks without numbers': (socket) => void socket.write(`${CHUNKED}xyz\r\nhalf\r\n0\r\n\r\n`),
  'sends interim answers without end': (socket) => void socket.write('HTTP/1.1 102 Processing\r\n\r\n'.repeat(1_000)), // prettier-ignore
  'floods with headers': (socket) => void socket.write(OK + `X-A: ${'a'.repeat(1_000)}\r\n`.repeat(1_000)),
  'answers 10 GB': (socket) => {
    const block = `10000\r\n${'x'.repeat(0x10000)}\r\n`;
    socket.write(CHUNKED);
    let blocks = (10 * 2 ** 30) / 0x10000;
    const more = (): void => {
      while (!socket.destroyed && blocks-- > 0)
        if (!socket.write(block)) return void socket.once('drain', more);
    };
    more();
  },
};
const HOSTILE_CALLS = 20;
const GOOD_CALLS = 40;

let fixture: ProxyFixture;
let good: TestUpstream;
let goodId: string;
const sockets = new Set<Socket>();
const server = createServer((socket) => {
  sockets.add(socket.on('error', () => undefined));
  socket.once('data', () => manner(socket));
});
let manner: (socket: Socket) => void;

beforeAll(async () => {
  fixture = await ProxyFixture.start({ PROXY_MAX_FILE_MIB: '1' });
  good = await startUpstream();
  good.answer = (_, response) => void response.end('{"BaseFileName":"good"}');
  goodId = idFor(await fixture.addTenant(good.filesUrl));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(() => {
  for (const socket of sockets) socket.destroy();
  sockets.clear();
});
afterAll(async () => {
  await fixture?.close();
  await stopServer(good.server);
  server.close();
});

/** A tenant whose instance lies at the hostile server; each has its own circuit. */
let tenants = 0;
async function hostileTenant() {
  const { port } = server.address() as { port: number };
  return fixture.addTenant(`http://127.0.0.1:${port}/${tenants++}/wopi/files/`);
}

describe('beside an instance that', () => {
  it.each(Object.keys(MANNERS))(
    '%s, another tenant is served, and no part passes for a file',
    async (name) => {
      manner = MANNERS[name]!;
      const tenant = await hostileTenant();
      const outcomes = Array.from({ length: HOSTILE_CALLS }, (_, n) =>
        fixture.call(idFor(tenant, `file-${n}`), { suffix: '/contents', query: `?access_token=t${n}` }).then(
          ({ status, body }: Answer) => `${status}, ${body.length} bytes`,
          () => 'cut off',
        ),
      );
      for (let n = 0; n < GOOD_CALLS; n++) {
        const query = `?access_token=good-${name.length}-${n}`;
        expect((await fixture.call(goodId, { query })).body.toString()).toBe('{"BaseFileName":"good"}');
      }
      // Those that hang or drip end with the connection, like all the others.
      await sleep(50);
      for (const socket of sockets) socket.destroy();
      for (const outcome of await Promise.all(outcomes))
        expect(['500, 0 bytes', 'cut off']).toContain(outcome);
    },
  );
});

describe('an instance that answers 503 again and again', () => {
  it('is left alone, and costs another tenant nothing', async () => {
    let asked = 0;
    manner = (socket) => {
      asked += 1;
      socket.end('HTTP/1.1 503 Service Unavailable\r\nContent-Length: 6\r\n\r\n<html>');
    };
    const tenant = await hostileTenant();
    for (let n = 0; n < HOSTILE_CALLS; n++) {
      const { status } = await fixture.call(idFor(tenant, `file-${n}`));
      expect([503, 500]).toContain(status);
      expect((await fixture.call(goodId, { query: `?access_token=calm-${n}` })).status).toBe(200);
    }
    // Five, and one trial for each second that the calls took.
    expect(asked).toBeLessThan(HOSTILE_CALLS);
  });
});

describe('the bytes of a tenant', () => {
  it('move at its own pace: a long answer takes as long as its tenant may have it, another tenant is served meanwhile', async () => {
    const slow = await ProxyFixture.start({ PROXY_MIB_PER_SECOND: '1' });
    const body = Buffer.alloc(3 * 2 ** 20, 'x');
    const instance = await startUpstream();
    try {
      instance.answer = (_, response) => void response.end(body);
      const paced = slow.call(idFor(await slow.addTenant(instance.filesUrl)), { suffix: '/contents' });
      const other = idFor(await slow.addTenant(good.filesUrl));
      let arrived = false;
      void paced.then(() => (arrived = true));
      expect((await slow.call(other)).status).toBe(200);
      expect(arrived).toBe(false);
      expect((await paced).body.equals(body)).toBe(true);
    } finally {
      await slow.close();
      await stopServer(instance.server);
    }
  });
});
