import 'reflect-metadata';
import { createHash, randomBytes } from 'node:crypto';
import { type IncomingMessage, request, type ServerResponse } from 'node:http';
import { connect } from 'node:net';
import { PassThrough, Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ANY_TOKEN, idFor, ProxyFixture, startUpstream, stopServer, type TestUpstream } from './fixture.js';

const MIB = 1024 * 1024;
const SIZE = 100 * MIB;
let fixture: ProxyFixture;
let upstream: TestUpstream;
let target: string;

beforeAll(async () => {
  fixture = await ProxyFixture.start();
  upstream = await startUpstream();
  target = `/wopi/files/${idFor(await fixture.addTenant(upstream.filesUrl))}/contents?access_token=${ANY_TOKEN}`;
});
afterAll(async () => {
  await fixture?.close();
  await stopServer(upstream.server);
});
// What a failed test left standing would keep the proxy from stopping.
afterEach(() => upstream.server.closeAllConnections());
beforeEach(() => {
  upstream.received.length = 0;
  upstream.raw = undefined;
});

const block = randomBytes(MIB);
const content = () => Readable.from((function* () { for (let i = 0; i < SIZE / MIB; i++) yield block; })(), { highWaterMark: 1 }); // prettier-ignore
const hashOf = async (stream: AsyncIterable<Buffer>) => {
  const hash = createHash('sha256');
  let size = 0;
  for await (const chunk of stream) {
    hash.update(chunk);
    size += chunk.length;
  }
  return { size, digest: hash.digest('hex') };
};
const proofHeaders = () => Object.fromEntries(fixture.office.proofFor(target));
const lines = () => fixture.office.proofFor(target).map(([name, value]) => `${name}: ${value}\r\n`).join(''); // prettier-ignore

/** The content, and how much of it was taken. */
function countedContent() {
  const taken = { bytes: 0 };
  const counter = new PassThrough().on('data', (chunk: Buffer) => (taken.bytes += chunk.length));
  return { stream: content().pipe(counter.pause()), taken };
}

/** Waits until no more is taken, which is when every buffer on the way is full or all is gone. */
async function untilItStands(taken: { bytes: number }): Promise<number> {
  for (let before = -1; ;) {
    if (taken.bytes > 0 && taken.bytes === before) return before;
    before = taken.bytes;
    await sleep(250);
  }
}

/** More than the kernel holds for two connections, and a little of the proxy's own. */
const ON_THE_WAY = 70 * MIB;

describe('bodies', () => {
  it('of 100 MiB stream through to the client, who sets the pace', async () => {
    const expected = await hashOf(content());
    const { stream, taken } = countedContent();
    upstream.raw = (_, response) => void stream.pipe(response.writeHead(200, { 'Content-Length': SIZE }));
    const received = await new Promise<IncomingMessage>((resolve, reject) => {
      request(fixture.proxy.url, { path: target, headers: proofHeaders() }, resolve)
        .on('error', reject)
        .end();
    });
    expect(await untilItStands(taken)).toBeLessThan(ON_THE_WAY);
    expect(await hashOf(received)).toEqual(expected);
  });

  it.each(['with a length', 'chunked'])(
    'of 100 MiB stream through to the instance, who sets the pace, %s',
    async (how) => {
      const expected = await hashOf(content());
      const { stream, taken } = countedContent();
      const arrived = new Promise<[IncomingMessage, ServerResponse]>(
        (resolve) => (upstream.raw = (...call) => resolve(call)),
      );
      const length = how === 'chunked' ? {} : { 'Content-Length': SIZE };
      const headers = { ...proofHeaders(), 'X-WOPI-Override': 'PUT', ...length };
      const answered = new Promise<number>((resolve, reject) => {
        const sent = request(fixture.proxy.url, { method: 'POST', path: target, headers }, (response) => {
          response.resume().on('end', () => resolve(response.statusCode!));
        });
        stream.pipe(sent.on('error', reject));
      });
      const [incoming, response] = await arrived;
      expect(await untilItStands(taken)).toBeLessThan(ON_THE_WAY);
      expect(await hashOf(incoming)).toEqual(expected);
      response.end();
      expect(await answered).toBe(200);
    },
  );

  it.each(['with a length', 'chunked'])(
    'that the instance breaks off reach the client as an error, %s',
    async (how) => {
      upstream.raw = (_, response) => {
        response.writeHead(200, how === 'chunked' ? {} : { 'Content-Length': SIZE });
        response.write(block, () => setTimeout(() => response.destroy(), 20));
      };
      const work = new Promise((resolve, reject) => {
        request(fixture.proxy.url, { path: target, headers: proofHeaders() }, (response) => {
          hashOf(response).then(resolve, reject);
        })
          .on('error', reject)
          .end();
      });
      await expect(work).rejects.toThrow(/aborted|ECONNRESET|socket hang up/);
    },
  );

  it('that the instance breaks off are reset for a client that takes a closed connection for the end', async () => {
    upstream.raw = (_, response) => {
      response.writeHead(200);
      response.write('half', () => setTimeout(() => response.destroy(), 20));
    };
    await expect(fixture.bytes(`GET ${target} HTTP/1.0\r\nHost: x\r\n${lines()}\r\n`)).rejects.toThrow(
      'ECONNRESET',
    );
  });

  it('that the client breaks off never look whole to the instance', async () => {
    const ended = new PassThrough();
    upstream.raw = (incoming) => {
      incoming.resume().on('end', () => ended.end('end')).on('close', () => ended.end('close')); // prettier-ignore
    };
    const { hostname, port } = new URL(fixture.proxy.url);
    const socket = connect(Number(port), hostname, () => {
      socket.write(
        `POST ${target} HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n${lines()}\r\n5\r\nhello\r\n`,
      );
      setTimeout(() => socket.destroy(), 50);
    });
    expect((await ended.toArray()).toString()).toBe('close');
  });

  it('that the instance does not want are no reason to lose its answer', async () => {
    upstream.raw = (_, response) => void response.writeHead(409, { 'X-WOPI-Lock': 'theirs' }).end();
    const answer = await new Promise<{ status: number; lock: unknown }>((resolve, reject) => {
      const headers = { ...proofHeaders(), 'Content-Length': SIZE };
      const sent = request(fixture.proxy.url, { method: 'POST', path: target, headers }, (response) => {
        resolve({ status: response.statusCode!, lock: response.headers['x-wopi-lock'] });
        sent.destroy();
      });
      content().pipe(sent.on('error', reject));
    });
    expect(answer).toEqual({ status: 409, lock: 'theirs' });
  });

  it('of other calls go on when one client goes away', async () => {
    const closed = new Promise<void>((resolve) => {
      upstream.raw = (_, response) => {
        response.on('close', resolve);
        response.writeHead(200).write(block);
      };
    });
    const sent = request(fixture.proxy.url, { path: target, headers: proofHeaders() }, (response) =>
      response.destroy(),
    );
    sent.on('error', () => undefined).end();
    await closed;
    upstream.raw = (_, response) => void response.end('next');
    expect(await (await fetch(fixture.proxy.url + target, { headers: proofHeaders() })).text()).toBe('next');
  });
});

describe('requests that two parsers may read in two ways', () => {
  it.each([
    ['length and chunks', 'Content-Length: 5\r\nTransfer-Encoding: chunked\r\n', '0\r\n\r\n'],
    ['two lengths', 'Content-Length: 5\r\nContent-Length: 6\r\n', 'hello'],
    ['chunks not last', 'Transfer-Encoding: chunked, identity\r\n', '0\r\n\r\n'],
    ['odd chunks', 'Transfer-Encoding: xchunked\r\n', '0\r\n\r\n'],
    ['a space before the colon', 'Transfer-Encoding : chunked\r\n', '0\r\n\r\n'],
    ['a folded header', 'X-WOPI-Lock: a\r\n b\r\n', ''],
    ['a bare line feed', 'X-WOPI-Lock: a\nContent-Length: 5\r\n', 'hello'],
  ])('are refused and the connection is closed: %s', async (_, headers, body) => {
    upstream.raw = (incoming, response) => {
      upstream.received.push({} as never);
      incoming.resume();
      response.end();
    };
    const second = `GET ${target} HTTP/1.1\r\nHost: x\r\n${lines()}\r\n`;
    const text = await fixture.bytes(
      `POST ${target} HTTP/1.1\r\nHost: x\r\n${lines()}${headers}\r\n${body}${second}`,
    );
    expect(text).toMatch(/^HTTP\/1\.1 400 /);
    expect(text.match(/HTTP\/1\.1 /g)).toHaveLength(1);
    expect(upstream.received).toEqual([]);
  });

  it('are refused: an absolute target, and a GET with a body', async () => {
    const absolute = `GET http://127.0.0.1${target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n${lines()}\r\n`;
    expect(await fixture.bytes(absolute)).toMatch(/^HTTP\/1\.1 400 /);
    const withBody = `GET ${target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 2\r\n${lines()}\r\nhi`;
    expect(await fixture.bytes(withBody)).toMatch(/^HTTP\/1\.1 400 /);
    expect(upstream.received).toEqual([]);
  });
});
