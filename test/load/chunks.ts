import { randomBytes, randomUUID } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { chunkFrameHead, END_FRAME, messageFrame, SpookyHash } from '#wopi-protocol';
import {
  chunkIdOf,
  type ClientChunk,
  getChunkedFile,
  putChunkedFile,
  saveBody,
  sequenceNumberOf,
  signatureOf,
} from '../support/chunked-file.js';
import type { Gateway } from '../support/gateway.js';
import type { WopiClient } from '../support/wopi-client.js';

const MIB = 1024 * 1024;
const CHUNKS = 32;
const PIECES = 16;
const SECONDS = Number(process.env['BENCH_SECONDS'] ?? 2);
/** Each chunk begins with its number, so that no two are the same. */
const pieceOf = (chunk: number, piece: number) => {
  const bytes = Buffer.alloc(MIB, 'x');
  bytes.writeUInt32BE(chunk * PIECES + piece, 0);
  return bytes;
};

/** What a save of 512 MiB in chunks costs the host, one of 16 MiB that changed in it, and reading how it is made; how many small ones a second. */
export async function measureChunks(gateway: Gateway): Promise<void> {
  const pid = gateway.hosts[0]!.pid!;
  const client = await gateway.client(await gateway.putFile('chunks.docx', Buffer.alloc(0)), {
    direct: true,
    client: 'plus',
  });
  await client.lock('L');
  const before = signature(0);
  const after = before.map((chunk, n) => (n === 7 ? signature(CHUNKS)[0]! : chunk));
  const all = Array.from({ length: CHUNKS }, (_, n) => n);
  await forgetPeak(pid);
  const idle = await memory(pid, 'VmRSS');
  let state = '1';
  const save = async (what: string, chunks: typeof before, sent: readonly number[]) => {
    const started = performance.now();
    const body = Readable.from(bodyOf(chunks, sent), { objectMode: false });
    const answer = await putChunkedFile(client, state, body, { lock: 'L' });
    if (answer.status !== 200) throw new Error(`answered ${answer.status}`);
    state = sequenceNumberOf(answer);
    report(what, started, (await memory(pid, 'VmHWM')) - idle);
  };
  await save('PutChunkedFile, 512 MiB in 32 chunks', before, all);
  await save('PutChunkedFile, 16 MiB of them changed', after, [CHUNKS]);
  const started = performance.now();
  const answer = await getChunkedFile(
    client,
    before.map(({ ChunkId }) => ChunkId),
  );
  if (answer.body.length < PIECES * MIB) throw new Error(`only ${answer.body.length} bytes`);
  report('GetChunkedFile, the 16 MiB that changed', started, (await memory(pid, 'VmHWM')) - idle);
  for (const clients of [1, 16]) await measureThroughput(gateway, clients);
}

/** Saves, then reads, documents of 1 MiB in 16 chunks, of which one changes each time, by so many clients at once. */
async function measureThroughput(gateway: Gateway, clients: number): Promise<void> {
  const editors = await Promise.all(Array.from({ length: clients }, () => Editor.open(gateway)));
  for (const operation of ['save', 'read'] as const) {
    const started = performance.now();
    const until = started + SECONDS * 1000;
    let done = 0;
    const work = async (editor: Editor) => {
      for (; performance.now() < until; done++) await editor[operation]();
    };
    await Promise.all(editors.map(work));
    const perSecond = ((done * 1000) / (performance.now() - started)).toFixed(0);
    const name = operation === 'save' ? 'PutChunkedFile' : 'GetChunkedFile';
    process.stdout.write(`${name}, 64 KiB of 1 MiB, ${clients} at once: ${perSecond} per second\n`);
  }
}

/** A client with a document of its own. */
class Editor {
  #state = '1';
  #chunks: ClientChunk[] = Array.from({ length: 16 }, newChunk);

  private constructor(private readonly client: WopiClient) {}

  static async open(gateway: Gateway): Promise<Editor> {
    const id = await gateway.putFile(`${randomUUID()}.docx`, Buffer.alloc(0));
    const editor = new Editor(await gateway.client(id, { direct: true, client: 'plus' }));
    await editor.client.lock('L');
    await editor.put(editor.#chunks);
    return editor;
  }

  async save(): Promise<void> {
    const changed = newChunk();
    this.#chunks = [...this.#chunks.slice(1), changed];
    await this.put([changed]);
  }

  /** All but the last chunk are known. */
  async read(): Promise<void> {
    const answer = await getChunkedFile(
      this.client,
      this.#chunks.slice(0, -1).map(({ id }) => id),
    );
    if (answer.status !== 200 || answer.body.length < 65_536) throw new Error(`answered ${answer.status}`);
  }

  private async put(sent: readonly ClientChunk[]): Promise<void> {
    const body = saveBody([signatureOf(this.#chunks)], sent);
    const answer = await putChunkedFile(this.client, this.#state, body, { lock: 'L' });
    if (answer.status !== 200) throw new Error(`answered ${answer.status}`);
    this.#state = sequenceNumberOf(answer);
  }
}

function newChunk(): ClientChunk {
  const bytes = randomBytes(65_536);
  return { id: chunkIdOf(bytes), bytes };
}

function report(what: string, started: number, above: number): void {
  const milliseconds = (performance.now() - started).toFixed(0);
  process.stdout.write(`${what}: ${milliseconds} ms, peak memory ${above} MiB above idle\n`);
}

/** The chunks from a number on. */
function signature(from: number) {
  return Array.from({ length: CHUNKS }, (_, n) => {
    const hash = new SpookyHash();
    for (let piece = 0; piece < PIECES; piece++) hash.update(pieceOf(from + n, piece));
    return { ChunkId: hash.digest().toString('base64'), Length: PIECES * MIB };
  });
}

function* bodyOf(chunks: ReturnType<typeof signature>, sent: readonly number[]): Generator<Buffer> {
  const Signatures = [{ StreamId: 'MainContent', ChunkingScheme: 'Zip', ChunkSignatures: chunks }];
  yield messageFrame({ ContentProperties: [], Signatures, UploadSessionTokenToCommit: null });
  for (const chunk of sent) {
    const { ChunkId, Length } = sent.length === 1 ? chunks[7]! : chunks[chunk]!;
    yield chunkFrameHead(ChunkId, Length);
    for (let piece = 0; piece < PIECES; piece++) yield pieceOf(chunk, piece);
  }
  yield END_FRAME;
}

/** MiB, as the kernel counts. */
async function memory(pid: number, line: 'VmRSS' | 'VmHWM'): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Math.round(Number(new RegExp(`${line}:\\s+(\\d+)`).exec(status)![1]) / 1024);
}

/** The kernel's high-water mark starts anew. */
const forgetPeak = (pid: number) => writeFile(`/proc/${pid}/clear_refs`, '5');
