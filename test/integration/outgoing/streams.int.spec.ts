import { once } from 'node:events';
import { request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import { connect, type Socket } from 'node:net';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import type { OutgoingError, OutgoingPolicy } from '#outgoing';
import { closeAll, httpServer, noting, outgoing, rawServer, type TestServer } from './servers.js';

afterEach(closeAll);

const policy: OutgoingPolicy = { allowPrivate: true, connectTimeoutMs: 5_000 };
const OK = 'HTTP/1.1 200 OK\r\n';
const latin1 = (text: string) => Buffer.from(text, 'latin1');
const get = (url: string, more: Partial<OutgoingPolicy> = {}) => ({
  method: 'GET',
  url,
  policy: { ...policy, ...more },
});

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await sleep(5);
}

/** A server that relays everything to `upstream`, noting what came of each exchange. */
async function relaying(upstream: TestServer, outcomes: unknown[], out = outgoing()): Promise<TestServer> {
  return httpServer((request, response) => {
    const { method = '', url = '', headers } = request;
    const length = headers['content-length'];
    const body = length !== undefined || headers['transfer-encoding'] ? request : null;
    const exchange = out.relay(
      { method, url: upstream.url + url, headers: length ? { 'content-length': length } : {}, body, policy },
      response,
      ({ status, headers: { raw } }) => ({ status, headers: raw }),
    );
    exchange.then(
      (relayed) => outcomes.push(relayed),
      (error: OutgoingError) => {
        outcomes.push(error);
        if (!response.headersSent) response.writeHead(500, { 'X-Error': error.code }).end();
      },
    );
  });
}

describe('bytes', () => {
  it('sends target and headers byte for byte, in order, with empty values, and its own hop-by-hop headers', async () => {
    let received: Buffer = Buffer.alloc(0);
    const server = await rawServer((socket, bytes) => {
      received = bytes;
      socket.write(`${OK}Content-Length: 0\r\n\r\n`);
    });
    const url = `${server.url}/wopi/./files/a%2e/"x"?access_token=caf\xe9%C3`;
    const headers = [
      ['X-WOPI-Lock', ''],
      ['x-wopi-RequestedName', 'caf\xe9+AGE-'],
      ['X-Two', '1'],
      ['X-Two', '2'],
      ['Host', 'evil.example'],
      ['Connection', 'X-WOPI-Lock'],
    ] as const;
    await outgoing().stream({ method: 'POST', url, headers, policy }, noting());
    expect(received.toString('latin1').split('\r\n')).toEqual([
      'POST /wopi/./files/a%2e/"x"?access_token=caf\xe9%C3 HTTP/1.1',
      `host: 127.0.0.1:${server.port}`,
      'connection: keep-alive',
      'X-WOPI-Lock: ',
      'x-wopi-RequestedName: caf\xe9+AGE-',
      'X-Two: 1',
      'X-Two: 2',
      'User-Agent: WOPI Gateway test',
      'content-length: 0',
      '',
      '',
    ]);
  });

  it("hands the answer's status, headers and body over as they came", async () => {
    const server = await rawServer((socket) =>
      socket.write(
        latin1(
          `HTTP/1.1 409 No\r\nX-WOPI-Lock:\r\nx-B: caf\xe9\r\nx-b: 2\r\nContent-Length: 3\r\n\r\n\xff\0a`,
        ),
      ),
    );
    const answer = await outgoing().request(get(server.url));
    expect(answer.status).toBe(409);
    expect([...answer.headers]).toEqual([
      ['X-WOPI-Lock', ''],
      ['x-B', 'caf\xe9'],
      ['x-b', '2'],
      ['Content-Length', '3'],
    ]);
    expect([answer.headers.get('x-wopi-lock'), answer.headers.get('nothing')]).toEqual(['', undefined]);
    expect(Buffer.concat(await answer.body.toArray())).toEqual(latin1('\xff\0a'));
  });

  it('relays a body both ways, with a length and chunked', async () => {
    const upstream = await httpServer((request, response) => {
      response.writeHead(200, { 'x-length': request.headers['content-length'] ?? 'chunked' });
      request.pipe(response);
    });
    const outcomes: unknown[] = [];
    const front = await relaying(upstream, outcomes);
    const bytes = Buffer.from('abcdefg'.repeat(500_000));
    for (const [body, length] of [
      [bytes, '3500000'],
      [Readable.from([bytes.subarray(0, 1_000_000), bytes.subarray(1_000_000)]), 'chunked'],
    ] as const) {
      const answer = await fetch(`${front.url}/x`, { method: 'POST', body, duplex: 'half' } as RequestInit);
      expect(answer.headers.get('x-length')).toBe(length);
      expect(Buffer.from(await answer.arrayBuffer()).equals(bytes)).toBe(true);
    }
    expect(outcomes).toMatchObject(
      Array(2).fill({ status: 200, bytesSent: 3_500_000, bytesReceived: 3_500_000 }),
    );
  });

  it('collects a body for the caller and leaves the response alone, up to the given size', async () => {
    const upstream = await httpServer((_, response) => response.end('{"a":1}'));
    const out = outgoing();
    const collected: unknown[] = [];
    const front = await httpServer((request, response) => {
      const most = Number(request.url!.slice(1));
      out
        .relay(get(upstream.url), response, () => ({ collect: most }))
        .then(({ collected: body, head }) => collected.push(String(body), head.status))
        .catch((error: OutgoingError) => collected.push(error.code))
        .finally(() => response.end('own'));
    });
    expect(await (await fetch(`${front.url}/7`)).text()).toBe('own');
    expect(await (await fetch(`${front.url}/6`)).text()).toBe('own');
    expect(collected).toEqual(['{"a":1}', 200, 'too_large']);
  });
});

describe('pace', () => {
  const FLOOD = 256 * 1024 * 1024;

  /** Sends for as long as it is allowed to, counting. */
  function flooding(sent: { bytes: number }): (_: IncomingMessage, response: ServerResponse) => void {
    const chunk = Buffer.alloc(256 * 1024);
    return (_, response) => {
      response.writeHead(200, { 'content-length': FLOOD });
      const more = () => {
        while (sent.bytes < FLOOD) {
          sent.bytes += chunk.length;
          if (!response.write(chunk)) return;
        }
        response.end();
      };
      response.on('drain', more);
      more();
    };
  }

  it('holds the server back while the client does not read, and goes on when it does', async () => {
    const sent = { bytes: 0 };
    const upstream = await httpServer(flooding(sent));
    const outcomes: unknown[] = [];
    const front = await relaying(upstream, outcomes);
    const [answer] = (await once(httpRequest(`${front.url}/`).end(), 'response')) as [IncomingMessage];
    answer.pause();
    await standsStill(sent);
    expect(sent.bytes).toBeLessThan(64 * 1024 * 1024);
    let received = 0;
    for await (const chunk of answer as AsyncIterable<Buffer>) received += chunk.length;
    expect(received).toBe(FLOOD);
    expect(outcomes).toMatchObject([{ bytesReceived: FLOOD }]);
  });

  it('holds the server back while nobody reads the body of request()', async () => {
    const sent = { bytes: 0 };
    const upstream = await httpServer(flooding(sent));
    const { body } = await outgoing().request(get(upstream.url));
    await standsStill(sent);
    expect(sent.bytes).toBeLessThan(64 * 1024 * 1024);
    let received = 0;
    for await (const chunk of body as AsyncIterable<Buffer>) received += chunk.length;
    expect(received).toBe(FLOOD);
  });

  it('holds the client back while the server does not read', async () => {
    const sent = { bytes: 0 };
    const upstream = await rawServer((socket) => socket.pause());
    const source = new Readable({
      read() {
        sent.bytes += 64 * 1024;
        this.push(Buffer.alloc(64 * 1024));
      },
    });
    const abort = new AbortController();
    const running = outgoing().stream(
      { ...get(upstream.url), method: 'POST', body: source, signal: abort.signal },
      noting(),
    );
    await standsStill(sent);
    expect(sent.bytes).toBeLessThan(64 * 1024 * 1024);
    source.push(null);
    abort.abort();
    await expect(running).rejects.toMatchObject({ code: 'aborted', stage: 'waiting' });
  });

  it('waits as long as it is told to, each way, and hands every byte over all the same', async () => {
    const upstream = await httpServer((request, response) => request.pipe(response));
    const out = outgoing();
    const told: number[] = [];
    const front = await httpServer((request, response) => {
      const pace = (bytes: number, go: () => void) => {
        told.push(bytes);
        if (told.length % 3 !== 0) return true;
        setTimeout(go, 20);
        return false;
      };
      const sent = { ...get(upstream.url), method: 'POST', body: request, pace };
      void out.relay(sent, response, ({ status, headers: { raw } }) => ({ status, headers: raw }));
    });
    const body = Buffer.from('0123456789'.repeat(200_000));
    const answer = await fetch(front.url, { method: 'POST', body });
    expect(Buffer.from(await answer.arrayBuffer()).equals(body)).toBe(true);
    expect(told.reduce((sum, bytes) => sum + bytes, 0)).toBe(2 * body.length);
  });

  it('stands still while it waits, in both directions', async () => {
    const sent = { bytes: 0 };
    const upstream = await httpServer(flooding(sent));
    let bytesReceived = 0;
    const abort = new AbortController();
    const pace = (bytes: number) => (bytesReceived += bytes) <= 1_000_000;
    const down = outgoing().stream({ ...get(upstream.url), pace, signal: abort.signal }, noting());
    await standsStill(sent);
    expect(bytesReceived).toBeLessThan(2_000_000);
    const taken = { bytes: 0 };
    const source = new Readable({
      read() {
        taken.bytes += 65_536;
        this.push(Buffer.alloc(65_536));
      },
    });
    const sink = await httpServer((request) => void request.resume());
    const up = outgoing().stream(
      { ...get(sink.url), method: 'POST', body: source, pace: () => false, signal: abort.signal },
      noting(),
    );
    await standsStill(taken);
    expect(taken.bytes).toBeLessThan(2_000_000);
    source.push(null);
    abort.abort();
    await expect(down).rejects.toMatchObject({ code: 'aborted' });
    await expect(up).rejects.toMatchObject({ code: 'aborted' });
  });

  async function standsStill(counter: { bytes: number }): Promise<void> {
    for (let before = -1; before !== counter.bytes;) {
      before = counter.bytes;
      await sleep(200);
    }
  }
});

describe('a body that is not whole', () => {
  it.each([
    ['shorter than its length', 'Content-Length: 10\r\n\r\nhalf'],
    ['chunked without an end', 'Transfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n'],
    ['of a broken chunk', 'Transfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\nZZ\r\n'],
    [
      'shorter than its length, on a connection that was to close',
      'Connection: close\r\nContent-Length: 10\r\n\r\nhalf',
    ],
  ])('%s is an error for the caller and a reset for its client', async (_, answer) => {
    const upstream = await rawServer((socket) => socket.end(OK + answer));
    const outcomes: unknown[] = [];
    const front = await relaying(upstream, outcomes);
    await expect(fetch(`${front.url}/`).then((response) => response.text())).rejects.toThrow(
      /terminated|fetch failed|other side closed/,
    );
    await until(() => outcomes.length === 1);
    expect(outcomes).toMatchObject([{ name: 'OutgoingError', stage: 'answering' }]);
    const { body } = await outgoing().request(get(upstream.url));
    await expect(text(body)).rejects.toMatchObject({ name: 'OutgoingError', stage: 'answering' });
  });

  /** Exactly what the body of `request()` keeps while nobody reads it, so that its last piece is the one that is held back. */
  const KEPT = 'x'.repeat(64 * 1024);
  const leaves = (socket: Socket) => socket.end();
  const resets = (socket: Socket) => setTimeout(() => socket.resetAndDestroy(), 50);

  it.each([
    ['whole', 'a server that leaves at once', '', KEPT.length, leaves],
    ['whole', 'a server that said it would leave', 'Connection: close\r\n', KEPT.length, leaves],
    ['cut', 'a server that leaves at once', '', KEPT.length + 1, leaves],
    ['cut', 'a server that said it would leave', 'Connection: close\r\n', KEPT.length + 1, leaves],
    ['cut', 'a server that resets', '', KEPT.length + 1, resets],
    [
      'cut',
      'a server that said it would leave, and resets',
      'Connection: close\r\n',
      KEPT.length + 1,
      resets,
    ],
  ])('is found out also while it is held back: %s, of %s', async (what, _, header, length, go) => {
    let gone = false;
    const upstream = await rawServer((socket) => {
      socket.once('close', () => (gone = true));
      socket.write(`${OK}${header}Content-Length: ${length}\r\n\r\n${KEPT}`);
      go(socket);
    });
    const { body } = await outgoing().request(get(upstream.url));
    await until(() => gone);
    await sleep(50);
    const read = text(body).then(
      (whole) => whole.length,
      (error: OutgoingError) => error.stage,
    );
    await expect(read).resolves.toBe(what === 'whole' ? length : 'answering');
  });

  it('resets an HTTP/1.0 client too, for which an orderly close would be a clean end', async () => {
    const upstream = await rawServer((socket) => {
      socket.write(`${OK}Transfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n`);
      setTimeout(() => socket.resetAndDestroy(), 50);
    });
    const front = await relaying(upstream, []);
    const client = connect(front.port, '127.0.0.1').resume();
    client.write('GET / HTTP/1.0\r\n\r\n');
    const [error] = (await once(client, 'error')) as [NodeJS.ErrnoException];
    expect(error.code).toBe('ECONNRESET');
  });

  it.each(['', 'Transfer-Encoding: gzip\r\n', 'Transfer-Encoding: chunked, identity\r\n'])(
    'is suspected where a success only ends with the connection: %j',
    async (header) => {
      const server = await rawServer((socket) => socket.end(`${OK}${header}\r\nwhole or half?`));
      const sink = noting();
      await expect(outgoing().stream(get(server.url), sink)).rejects.toMatchObject({ code: 'bad_response' });
      expect(sink.events).toEqual(['failed']);
    },
  );

  it('is no answer where it is packed below the chunks, which nobody would unpack', async () => {
    const server = await rawServer((socket) =>
      socket.end(`${OK}Transfer-Encoding: gzip, chunked\r\n\r\n1\r\na\r\n0\r\n\r\n`),
    );
    await expect(outgoing().stream(get(server.url), noting())).rejects.toMatchObject({
      code: 'bad_response',
    });
  });
});

describe('who goes away', () => {
  it('breaks the upstream exchange off when the client leaves', async () => {
    let closed = false;
    const upstream = await httpServer((_, response) => {
      response.once('close', () => (closed = true));
      response.writeHead(200, { 'content-length': 100 });
      response.write('some');
    });
    const outcomes: unknown[] = [];
    const front = await relaying(upstream, outcomes);
    const [answer] = (await once(httpRequest(`${front.url}/`).end(), 'response')) as [IncomingMessage];
    await once(answer, 'data');
    answer.destroy();
    await until(() => closed && outcomes.length === 1);
    expect(outcomes).toMatchObject([{ code: 'aborted', stage: 'answering' }]);
  });

  it('breaks the upstream request off when the client stops in the middle of its own', async () => {
    let ended: boolean | undefined;
    const upstream = await httpServer((request) => {
      request.resume().on('error', () => undefined);
      request.once('close', () => (ended = request.complete));
    });
    const outcomes: unknown[] = [];
    const front = await relaying(upstream, outcomes);
    const client = httpRequest(`${front.url}/`, { method: 'POST', headers: { 'content-length': 100 } });
    client.on('error', () => undefined).write('half');
    await until(() => upstream.connections() === 1);
    await sleep(20);
    client.destroy();
    await until(() => ended !== undefined && outcomes.length === 1);
    expect(ended).toBe(false);
    expect(outcomes).toMatchObject([{ name: 'OutgoingError', stage: 'waiting' }]);
  });

  it('lets a client have the answer of a server that did not want the rest of its request', async () => {
    const upstream = await httpServer((_, response) =>
      response.writeHead(409, { 'X-WOPI-Lock': 'other' }).end('no'),
    );
    const outcomes: unknown[] = [];
    const front = await relaying(upstream, outcomes);
    const answer = await fetch(`${front.url}/`, { method: 'POST', body: Buffer.alloc(20_000_000) });
    expect([answer.status, answer.headers.get('x-wopi-lock'), await answer.text()]).toEqual([
      409,
      'other',
      'no',
    ]);
    expect(outcomes).toMatchObject([{ status: 409 }]);
  });

  it('lets a client have an error when the server breaks off in the middle of its request', async () => {
    const upstream = await rawServer((socket) => socket.resetAndDestroy());
    const front = await relaying(upstream, []);
    const answer = await fetch(`${front.url}/`, { method: 'POST', body: Buffer.alloc(20_000_000) });
    expect([answer.status, answer.headers.get('x-error')]).toEqual([500, 'reset']);
  });

  it('ends by a signal before and after the head', async () => {
    const server = await httpServer((request, response) => {
      if (request.url === '/head') response.writeHead(200, { 'content-length': 5 }).write('a');
    });
    const out = outgoing();
    const abort = new AbortController();
    const waiting = out.request({ ...get(`${server.url}/`), signal: abort.signal });
    const { body } = await out.request({ ...get(`${server.url}/head`), signal: abort.signal });
    abort.abort();
    await expect(waiting).rejects.toMatchObject({ code: 'aborted', stage: 'waiting' });
    await expect(text(body)).rejects.toMatchObject({ code: 'aborted', stage: 'answering' });
    await expect(out.request({ ...get(server.url), signal: abort.signal })).rejects.toMatchObject({
      code: 'aborted',
      stage: 'connecting',
    });
  });

  it('frees the connection when a body is destroyed unread', async () => {
    let closed = 0;
    const server = await httpServer((_, response) => {
      response.once('close', () => closed++);
      response.writeHead(200, { 'content-length': 5 }).write('a');
    });
    const { body } = await outgoing().request(get(server.url));
    expect(closed).toBe(0);
    body.destroy();
    await until(() => closed === 1);
  });

  it('passes on what a sink throws, at any point', async () => {
    const server = await rawServer((socket) =>
      socket.write(`${OK}Connection: close\r\nContent-Length: 2\r\n\r\nok`),
    );
    const out = outgoing();
    for (const place of ['head', 'data', 'end'] as const) {
      const sink = {
        ...noting(),
        [place]: () => {
          throw new Error(`at ${place}`);
        },
      };
      await expect(out.stream(get(server.url), sink)).rejects.toThrow(`at ${place}`);
    }
  });
});

describe('limits', () => {
  it('headers that do not come', async () => {
    const server = await rawServer((socket) => {
      const drip = setInterval(() => socket.write('H'), 50);
      socket.once('close', () => clearInterval(drip)).write('HTTP/1.1 200 OK\r\nX: ');
    });
    await expect(
      outgoing().stream(get(server.url, { headersTimeoutMs: 300 }), noting()),
    ).rejects.toMatchObject({
      code: 'timeout',
      stage: 'waiting',
    });
  });

  it('a body that stops, and one that drips for ever', async () => {
    const stops = await rawServer((socket) => socket.write(`${OK}Content-Length: 9\r\n\r\na`));
    const drips = await rawServer((socket) => {
      const drip = setInterval(() => socket.write('a'), 20);
      socket.once('close', () => clearInterval(drip)).write(`${OK}Content-Length: 999999\r\n\r\n`);
    });
    for (const server of [
      get(stops.url, { bodyIdleTimeoutMs: 300 }),
      get(drips.url, { bodyIdleTimeoutMs: 300, totalTimeoutMs: 600 }),
    ]) {
      await expect(outgoing().stream(server, noting())).rejects.toMatchObject({
        code: 'timeout',
        stage: 'answering',
      });
    }
  });

  it('a request that waits too long for a connection: it is never sent, its body is read away, and those after it are served', async () => {
    const slowly: ServerResponse[] = [];
    const seen: string[] = [];
    const server = await httpServer((request, response) => {
      seen.push(request.url!);
      if (request.url === '/slow') slowly.push(response);
      else response.end('fast');
    });
    const out = outgoing({ connectionsPerOrigin: 1 });
    const slow = out.stream(get(`${server.url}/slow`), noting());
    await until(() => slowly.length === 1);
    const body = Readable.from(Array.from({ length: 100 }, () => Buffer.alloc(65_536)));
    const late = { ...get(`${server.url}/late`, { totalTimeoutMs: 100 }), method: 'POST', body };
    await expect(out.stream(late, noting())).rejects.toMatchObject({ code: 'timeout', stage: 'connecting' });
    await until(() => body.readableEnded);
    const next = noting();
    const waiting = out.stream(get(`${server.url}/next`), next);
    slowly[0]!.end();
    await Promise.all([slow, waiting]);
    expect(next.body()).toBe('fast');
    expect(seen).toEqual(['/slow', '/next']);
    expect(server.connections()).toBe(1);
  });

  it('too many requests to one origin', async () => {
    const server = await httpServer(() => undefined);
    const out = outgoing({ connectionsPerOrigin: 1 });
    const abort = new AbortController();
    const running = Array.from({ length: 5 }, () =>
      out
        .stream({ ...get(server.url), signal: abort.signal }, noting())
        .catch((error: OutgoingError) => error.code),
    );
    await expect(out.stream(get(server.url), noting())).rejects.toMatchObject({ code: 'busy' });
    abort.abort();
    expect(await Promise.all(running)).toEqual(Array(5).fill('aborted'));
  });

  it('bodies that are longer than they may be, the one that is sent and the one that is relayed', async () => {
    let whole: boolean | undefined;
    const upstream = await httpServer((request, response) => {
      request.resume().on('error', () => undefined);
      request.once('close', () => (whole = request.complete));
      if (request.method === 'GET') response.end(Buffer.alloc(100_001));
      else request.once('end', () => response.end());
    });
    const post = (bytes: number) => ({
      ...get(upstream.url),
      method: 'POST',
      body: Readable.from([Buffer.alloc(bytes / 2), Buffer.alloc(bytes / 2)]),
      maxBodyBytes: 100_000,
    });
    await outgoing().stream(post(100_000), noting());
    await expect(outgoing().stream(post(100_002), noting())).rejects.toMatchObject({
      code: 'request_too_large',
    });
    await until(() => whole === false);
    const outcomes: OutgoingError[] = [];
    const out = outgoing();
    const front = await httpServer((_, response) => {
      const chosen = { status: 200, headers: [], maxBytes: 100_000 };
      out.relay(get(upstream.url), response, () => chosen).catch((error) => outcomes.push(error));
    });
    await expect(fetch(front.url).then((answer) => answer.text())).rejects.toThrow(
      /terminated|fetch failed|other side closed/,
    );
    expect(outcomes).toMatchObject([{ code: 'too_large' }]);
  });

  it('headers of too many bytes', async () => {
    const server = await rawServer((socket) =>
      socket.write(`${OK}X: ${'a'.repeat(3_000)}\r\nContent-Length: 0\r\n\r\n`),
    );
    await expect(
      outgoing().stream(get(server.url, { maxHeaderBytes: 2_000 }), noting()),
    ).rejects.toMatchObject({
      code: 'too_large',
    });
    await outgoing().stream(get(server.url), noting());
  });

  it('interim answers without end', async () => {
    const server = await rawServer((socket) => {
      const flood = setInterval(() => socket.write('HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n'), 1);
      socket.once('close', () => clearInterval(flood));
    });
    await expect(outgoing().stream(get(server.url), noting())).rejects.toMatchObject({
      code: 'bad_response',
    });
  });

  it('what is not HTTP', async () => {
    const server = await rawServer((socket) => socket.write('SSH-2.0-OpenSSH\r\n'));
    await expect(outgoing().stream(get(server.url), noting())).rejects.toMatchObject({
      code: 'bad_response',
    });
  });

  it('a request that cannot be sent blocks no connection', async () => {
    const server = await httpServer((_, response) => response.end('ok'));
    const out = outgoing({ connectionsPerOrigin: 1 });
    for (const headers of [{ 'bad name': 'x' }, { a: 'b\n' }, { 'content-length': 'x' }]) {
      await expect(out.stream({ ...get(server.url), headers }, noting())).rejects.toMatchObject({
        code: 'bad_request',
      });
    }
    const short = {
      ...get(server.url),
      method: 'POST',
      headers: { 'content-length': '9' },
      body: Readable.from(['abc']),
    };
    await expect(out.stream(short, noting())).rejects.toMatchObject({ code: 'request_body' });
    const sink = noting();
    await out.stream(get(server.url), sink);
    expect(sink.body()).toBe('ok');
  });

  it('stops what is under way at shutdown', async () => {
    const server = await httpServer(() => undefined);
    const out = outgoing();
    const running = out.stream(get(server.url), noting());
    await until(() => server.connections() === 1);
    const outcome = running.catch((error: OutgoingError) => error.name);
    await out.onApplicationShutdown();
    expect(await outcome).toBe('OutgoingError');
  });
});

describe('fetchText', () => {
  const options = { policy, maxBytes: 10, timeoutMs: 500 };

  it('answers a small text of any status', async () => {
    const server = await httpServer((request, response) => {
      response.writeHead(404).end(`\u20ac ${request.headers['accept-encoding']}`);
    });
    await expect(outgoing().fetchText(server.url, { ...options, maxBytes: 20 })).resolves.toMatchObject({
      status: 404,
      text: '\u20ac identity',
    });
  });

  it.each([
    ['a stated length', 'Content-Length: 11\r\n\r\n'],
    ['a chunked body', 'Transfer-Encoding: chunked\r\n\r\nb\r\n12345678901\r\n0\r\n\r\n'],
  ])('refuses too much by %s', async (_, answer) => {
    const server = await rawServer((socket) => socket.write(OK + answer));
    await expect(outgoing().fetchText(server.url, options)).rejects.toMatchObject({ code: 'too_large' });
  });

  it('refuses a compressed answer', async () => {
    const server = await rawServer((socket) =>
      socket.write(`${OK}Content-Encoding: gzip\r\nContent-Length: 1\r\n\r\na`),
    );
    await expect(outgoing().fetchText(server.url, options)).rejects.toMatchObject({ code: 'bad_response' });
  });

  it('gives up on one byte a second', async () => {
    const server = await rawServer((socket) => {
      const drip = setInterval(() => socket.write('a'), 100);
      socket.once('close', () => clearInterval(drip)).write(`${OK}Content-Length: 10\r\n\r\n`);
    });
    await expect(outgoing().fetchText(server.url, { ...options, timeoutMs: 300 })).rejects.toMatchObject({
      code: 'timeout',
    });
  });
});
