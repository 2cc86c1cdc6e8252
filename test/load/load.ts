import { connect, type Socket } from 'node:net';

export interface LoadResult {
  readonly requests: number;
  readonly perSecond: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
}

export interface Load {
  readonly host: string;
  readonly port: number;
  readonly connections: number;
  readonly seconds: number;
  /** The bytes of the requests that a connection sends one after the other, again and again. */
  readonly requests: (connection: number) => readonly Buffer[];
}

const HEADER_END = Buffer.from('\r\n\r\n');

/** Sends prepared bytes over keep-alive connections, which costs so little that the server is what is measured. */
export async function runLoad({ host, port, connections, seconds, requests }: Load): Promise<LoadResult> {
  const latencies: number[] = [];
  const started = performance.now();
  const until = started + seconds * 1000;
  const lanes = Array.from({ length: connections }, (_, n) =>
    lane(host, port, requests(n), until, latencies),
  );
  await Promise.all(lanes);
  const elapsed = (performance.now() - started) / 1000;
  latencies.sort((a, b) => a - b);
  const at = (share: number) =>
    latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))] ?? 0;
  return { requests: latencies.length, perSecond: latencies.length / elapsed, p50: at(0.5), p99: at(0.99) };
}

async function lane(
  host: string,
  port: number,
  requests: readonly Buffer[],
  until: number,
  latencies: number[],
) {
  const socket = connect({ host, port, noDelay: true });
  await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('error', reject));
  try {
    // Always whole rounds, at least one: a load leaves behind what its requests together leave behind.
    do {
      for (const request of requests) {
        const sent = performance.now();
        const status = await exchange(socket, request);
        if (status !== 200) throw new Error(`a request of the load was answered ${status}`);
        latencies.push(performance.now() - sent);
      }
    } while (performance.now() < until);
  } finally {
    socket.destroy();
  }
}

/** Answers the status once the whole answer, which must tell its length, has arrived. */
function exchange(socket: Socket, request: Buffer): Promise<number> {
  return new Promise((resolve, reject) => {
    let head: Buffer = Buffer.alloc(0);
    let status = 0;
    let missing = -1;
    const done = (error?: Error) => {
      socket.off('data', onData).off('error', done).off('close', onClose);
      if (error) reject(error);
      else resolve(status);
    };
    const onClose = () => done(new Error('the server closed the connection'));
    const onData = (chunk: Buffer) => {
      if (missing < 0) {
        head = head.length === 0 ? chunk : Buffer.concat([head, chunk]);
        const end = head.indexOf(HEADER_END);
        if (end < 0) return;
        const text = head.toString('latin1', 0, end);
        status = Number(text.slice(9, 12));
        const length = /\r\ncontent-length: *(\d+)/i.exec(text);
        if (!length) return done(new Error(`an answer without a length: ${text}`));
        missing = Number(length[1]) - (head.length - end - HEADER_END.length);
      } else missing -= chunk.length;
      if (missing === 0) done();
      else if (missing < 0) done(new Error('an answer longer than it says'));
    };
    socket.on('data', onData).once('error', done).once('close', onClose);
    socket.write(request);
  });
}
