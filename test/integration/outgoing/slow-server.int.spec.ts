import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { type IncomingMessage, request as httpRequest } from 'node:http';
import { createServer, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, it } from 'vitest';
import { makeCertificate } from './certificates.js';
import { closeAll, httpServer, listening, outgoing, type TestServer } from './servers.js';

afterEach(closeAll);

const MIB = 1024 * 1024;
const BODY = randomBytes(2 * MIB);
const HASH = createHash('sha256').update(BODY).digest('hex');
const CLIENTS = 6;
const certificate = makeCertificate({ name: 'localhost', authority: true });

/** Answers a request of `BODY.length` bytes with their hash, and reads it in fits and starts. */
function readsNowAndThen(socket: Socket): void {
  const hash = createHash('sha256');
  let head: Buffer | undefined = Buffer.alloc(0);
  let left = BODY.length;
  socket.on('error', () => undefined);
  socket.on('data', (read) => {
    let piece: Buffer = read;
    if (head) {
      head = Buffer.concat([head, read]);
      const end = head.indexOf('\r\n\r\n');
      if (end < 0) return;
      piece = head.subarray(end + 4);
      head = undefined;
    }
    hash.update(piece);
    left -= piece.length;
    if (left === 0) {
      const digest = hash.digest('hex');
      socket.end(`HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: ${digest.length}\r\n\r\n${digest}`);
    } else if (read.length % 3 === 0) {
      socket.pause();
      setTimeout(() => socket.resume(), 2);
    }
  });
}

/** A server that relays everything to `upstream`, and has each fifth piece wait for its pace. */
function front(upstream: string): Promise<TestServer> {
  const out = outgoing({ extraCertificates: [certificate.cert] });
  let told = 0;
  const pace = (_: number, go: () => void) => {
    if (++told % 5 !== 0) return true;
    setImmediate(go);
    return false;
  };
  return httpServer((request, response) => {
    const { method = '', url = '', headers } = request;
    const sent = { 'content-length': headers['content-length'] };
    const body = method === 'POST' ? request : null;
    void out.relay(
      { method, url: upstream + url, headers: sent, body, policy: { allowPrivate: true }, pace },
      response,
      (answer) => ({ status: answer.status, headers: answer.headers.raw }),
    );
  });
}

/** A server without and with TLS, which both treat a connection in the same way. */
async function upstreams(serve: (socket: Socket) => void): Promise<string[]> {
  const [plain, secure] = [
    await listening(createServer({ highWaterMark: 16 * 1024 }, serve)),
    await listening(createTlsServer({ ...certificate, highWaterMark: 16 * 1024 }, serve), 'localhost'),
  ];
  return [plain.url, `https://localhost:${secure.port}`];
}

it('hands every byte to a server that reads now and then, from clients that send at once and by bits', async () => {
  for (const upstream of await upstreams(readsNowAndThen)) {
    const { url } = await front(upstream);
    const hashes = await Promise.all(
      Array.from({ length: CLIENTS }, (_, n) => post(url, n % 2 === 0 ? [BODY] : bits())),
    );
    expect(hashes, upstream).toEqual(Array(CLIENTS).fill(HASH));
  }
});

it('hands every byte to clients that read now and then, from a server that sends at once and by bits', async () => {
  const sending = (socket: Socket) => {
    socket.on('error', () => undefined);
    socket.once('data', (request) => {
      socket.write(`HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: ${BODY.length}\r\n\r\n`);
      Readable.from(request.includes('/bits') ? bits() : [BODY]).pipe(socket);
    });
  };
  for (const upstream of await upstreams(sending)) {
    const { url } = await front(upstream);
    const hashes = await Promise.all(
      Array.from({ length: CLIENTS }, (_, n) => getNowAndThen(url + (n % 2 === 0 ? '/once' : '/bits'))),
    );
    expect(hashes, upstream).toEqual(Array(CLIENTS).fill(HASH));
  }
});

/** The hash of what a server answers, read in fits and starts. */
async function getNowAndThen(url: string): Promise<string> {
  const request = httpRequest(url).end();
  const [answer] = (await once(request, 'response')) as [IncomingMessage];
  const hash = createHash('sha256');
  let pieces = 0;
  for await (const piece of answer) {
    hash.update(piece as Buffer);
    if (++pieces % 3 === 0) await sleep(2);
  }
  return hash.digest('hex');
}

async function post(url: string, body: Iterable<Buffer> | AsyncIterable<Buffer>): Promise<string> {
  const request = httpRequest(url, { method: 'POST', headers: { 'Content-Length': BODY.length } });
  Readable.from(body).pipe(request);
  const [answer] = (await once(request, 'response')) as [IncomingMessage];
  return text(answer);
}

async function* bits(): AsyncGenerator<Buffer> {
  for (let at = 0; at < BODY.length;) {
    const size = 1 + (at % (200 * 1024));
    yield BODY.subarray(at, at + size);
    at += size;
    if (at % 7 === 0) await sleep(1);
  }
}
