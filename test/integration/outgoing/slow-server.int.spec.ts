import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { type IncomingMessage, request as httpRequest } from 'node:http';
import { createServer, type Socket } from 'node:net';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, it } from 'vitest';
import { closeAll, httpServer, listening, outgoing } from './servers.js';

afterEach(closeAll);

const MIB = 1024 * 1024;
const BODY = randomBytes(2 * MIB);
const HASH = createHash('sha256').update(BODY).digest('hex');
const CLIENTS = 6;

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

it('hands every byte to a server that reads now and then, from clients that send at once and by bits', async () => {
  const server = createServer({ highWaterMark: 16 * 1024 }, readsNowAndThen);
  const upstream = await listening(server);
  const out = outgoing();
  let told = 0;
  const front = await httpServer((request, response) => {
    const { method = '', url = '', headers } = request;
    const pace = (_: number, go: () => void) => {
      if (++told % 5 !== 0) return true;
      setImmediate(go);
      return false;
    };
    const sent = { 'content-length': headers['content-length'] };
    const policy = { allowPrivate: true };
    void out.relay(
      { method, url: upstream.url + url, headers: sent, body: request, policy, pace },
      response,
      (answer) => ({ status: answer.status, headers: answer.headers.raw }),
    );
  });
  const hashes = await Promise.all(
    Array.from({ length: CLIENTS }, (_, n) => post(front.url, n % 2 === 0 ? [BODY] : bits())),
  );
  expect(hashes).toEqual(Array(CLIENTS).fill(HASH));
});

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
