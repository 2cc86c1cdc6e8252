import { createHash } from 'node:crypto';
import { createServer, type Socket } from 'node:net';
import { afterEach, expect, it, onTestFinished } from 'vitest';
import { closeAll, listening, outgoing } from './servers.js';

afterEach(closeAll);

/** A server that answers a request as `answer` says; the heads of requests come to `heads`. */
async function server(answer: (head: string) => string) {
  const heads: string[] = [];
  const sockets = new Set<Socket>();
  const made = createServer((socket) => {
    sockets.add(socket.on('error', () => undefined).on('close', () => sockets.delete(socket)));
    socket.once('data', (head) => {
      heads.push(head.toString());
      socket.write(answer(head.toString()));
    });
  });
  const { port } = await listening(made);
  return { url: `http://127.0.0.1:${port}/cool/x%2Fy/ws?a=b`, heads, sockets };
}

const acceptOf = (head: string) => {
  const key = /^sec-websocket-key: (.+)\r$/im.exec(head)![1]!;
  return createHash('sha1').update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64');
};
const switching = (accept: string) =>
  `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`;
const ask = (url: string, more: object = {}) => outgoing().websocket(url, { allowPrivate: true, ...more });

it('is what a server switches to, asked as browsers ask, and left at once', async () => {
  const { url, heads, sockets } = await server((head) => switching(acceptOf(head)));
  expect(await ask(url)).toEqual({ status: 101, accepted: true });
  const [line, ...headers] = heads[0]!.toLowerCase().split('\r\n');
  expect(line).toBe('get /cool/x%2fy/ws?a=b http/1.1');
  for (const header of ['connection: upgrade', 'upgrade: websocket', 'sec-websocket-version: 13'])
    expect(headers).toContain(header);
  expect(headers).toContain(`origin: ${new URL(url).origin}`);
  await expect.poll(() => sockets.size).toBe(0);
});

it('is not what somebody switches to who has not seen the key', async () => {
  const { url } = await server(() => switching('AAAA'));
  expect(await ask(url)).toEqual({ status: 101, accepted: false });
});

it.each([400, 403, 426, 502])('is refused with %i', async (status) => {
  const { url } = await server(() => `HTTP/1.1 ${status} No\r\nContent-Length: 5\r\n\r\nwords`);
  expect(await ask(url)).toEqual({ status, accepted: false });
});

it('is not asked for at addresses that a policy forbids, nor waited for without end', async () => {
  const { url, heads } = await server(() => '');
  await expect(outgoing().websocket(url, { allowPrivate: false })).rejects.toMatchObject({
    code: 'refused_address',
  });
  expect(heads).toEqual([]);
  await expect(ask(url, { headersTimeoutMs: 50 })).rejects.toMatchObject({ code: 'timeout' });
});

it('is not waited for longer than told behind interim answers without end', async () => {
  const { url, sockets } = await server(() => '');
  const hints = setInterval(() => {
    for (const socket of sockets) socket.write('HTTP/1.1 103 Early Hints\r\n\r\n');
  }, 20);
  onTestFinished(() => clearInterval(hints));
  await expect(ask(url, { connectTimeoutMs: 200, headersTimeoutMs: 300 })).rejects.toMatchObject({
    code: 'timeout',
  });
});
