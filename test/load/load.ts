import { connect } from 'node:net';

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
const NOTHING = Buffer.alloc(0);
/** What all connections read into, one at a time: so little that it stays in the processor's own cache. */
const READ_BUFFER = Buffer.alloc(64 * 1024);

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

/** Until Node has compiled what is used most, however long that takes on a busy machine. */
const WARM_UP = { requests: 25_000, milliseconds: 60_000, seconds: 2 };

/** Sends a load before it is measured what it does to a server that has run for a while. */
export async function warmUp(load: Omit<Load, 'seconds'>): Promise<void> {
  const until = performance.now() + WARM_UP.milliseconds;
  for (let done = 0; done < WARM_UP.requests && performance.now() < until;)
    done += (await runLoad({ ...load, seconds: WARM_UP.seconds })).requests;
}

async function lane(
  host: string,
  port: number,
  requests: readonly Buffer[],
  until: number,
  latencies: number[],
) {
  const answers = new AnswerReader();
  const onread = { buffer: READ_BUFFER, callback: (length: number) => answers.read(length) };
  const socket = connect({ host, port, noDelay: true, onread });
  await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('error', reject));
  socket.on('error', (error) => answers.fail(error));
  socket.once('close', () => answers.fail(new Error('the server closed the connection')));
  try {
    // Always whole rounds, at least one: a load leaves behind what its requests together leave behind.
    do {
      for (const request of requests) {
        const sent = performance.now();
        const answer = answers.next();
        socket.write(request);
        const status = await answer;
        if (status !== 200) throw new Error(`a request of the load was answered ${status}`);
        latencies.push(performance.now() - sent);
      }
    } while (performance.now() < until);
  } finally {
    socket.destroy();
  }
}

/** Reads one answer after the other to its last byte, into memory that is used again: nothing is made for bytes that nobody wants. */
class AnswerReader {
  #head: Buffer = NOTHING;
  #status = 0;
  #missing = -1;
  #done: ((error?: Error) => void) | undefined;

  /** The status of the next answer, which must tell its length, once the whole of it has arrived. */
  next(): Promise<number> {
    [this.#head, this.#missing] = [NOTHING, -1];
    return new Promise((resolve, reject) => {
      this.#done = (error) => (error ? reject(error) : resolve(this.#status));
    });
  }

  /** Takes what has just been read; nothing of it may be kept but a copy. */
  read(length: number): true {
    if (this.#missing < 0) this.readHead(READ_BUFFER.subarray(0, length));
    else this.#missing -= length;
    if (this.#missing === 0) this.end();
    return true;
  }

  fail(error: Error): void {
    this.end(error);
  }

  private readHead(chunk: Buffer): void {
    // A copy of each first chunk would have this process collect garbage all the time, and be late for others' answers.
    const read = this.#head.length === 0 ? chunk : Buffer.concat([this.#head, chunk]);
    const end = read.indexOf(HEADER_END);
    if (end < 0) return void (this.#head = Buffer.from(read));
    const text = read.toString('latin1', 0, end);
    this.#status = Number(text.slice(9, 12));
    const length = /\r\ncontent-length: *(\d+)/i.exec(text);
    if (!length) return this.fail(new Error(`an answer without a length: ${text}`));
    this.#missing = Number(length[1]) - (read.length - end - HEADER_END.length);
  }

  private end(error?: Error): void {
    this.#done?.(error);
    this.#done = undefined;
  }
}
