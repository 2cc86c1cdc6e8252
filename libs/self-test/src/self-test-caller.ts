import { generateKeyPair, type KeyObject } from 'node:crypto';
import { Readable } from 'node:stream';
import { promisify } from 'node:util';
import type { Outgoing } from '#outgoing';
import { signProof } from '#wopi-protocol';
import { type SelfTestAnswer, SelfTestRefused } from './self-test-answer.js';
import { AT_ONCE, SELF_TEST_PATH, TEST_HEADERS } from './self-test-listener.js';
import { SelfTestPasses } from './self-test-pass.js';

const TIMEOUT_MS = 60_000;
const AT_ONCE_MS = 10_000;
const MOST_ANSWER_BYTES = 64 * 1024;
const PIECE = Buffer.alloc(64 * 1024);
/** What decoders, sorters and re-encoders of queries would change. */
const QUERY = 'access_token=self%2Dtest.T0ken&z=%41+b%20c&a=%c3%a4&sc=';
/** A call and what came of it. */
export interface SelfTest {
  readonly sent: { readonly target: string; readonly headers: typeof TEST_HEADERS };
  readonly answer: SelfTestAnswer;
}

/** Calls the self-tests of an installation's processes by their public addresses, as an editor would. */
export class SelfTestCaller {
  readonly #passes: SelfTestPasses;
  #key: Promise<KeyObject> | undefined;

  constructor(
    private readonly outgoing: Outgoing,
    encryptionKey: string,
  ) {
    this.#passes = new SelfTestPasses(encryptionKey);
  }

  /** A call signed for this public address. @throws SelfTestRefused, OutgoingError */
  prove(publicUrl: string): Promise<SelfTest> {
    return this.call(publicUrl, { bytes: 0, query: QUERY, timeoutMs: AT_ONCE_MS });
  }

  /** A body of so many bytes. @throws SelfTestRefused, OutgoingError */
  save(publicUrl: string, bytes: number): Promise<SelfTest> {
    return this.call(publicUrl, { bytes, body: Readable.from(zeros(bytes)), timeoutMs: TIMEOUT_MS });
  }

  /** The beginning of a body of so many bytes, which is answered at once where nothing on the way waits for the rest. @throws as above */
  announce(publicUrl: string, bytes: number): Promise<SelfTest> {
    const body = new Readable({ read: () => undefined });
    body.push(PIECE.subarray(0, Math.min(bytes - 1, PIECE.length)));
    return this.call(publicUrl, { bytes, body, query: `${QUERY}&${AT_ONCE}`, timeoutMs: AT_ONCE_MS });
  }

  private async call(
    publicUrl: string,
    {
      bytes,
      body,
      query = QUERY,
      timeoutMs,
    }: { bytes: number; body?: Readable; query?: string; timeoutMs: number },
  ): Promise<SelfTest> {
    const key = await (this.#key ??= newKey());
    const target = `${SELF_TEST_PATH}${this.#passes.make(key)}?${query}`;
    const url = publicUrl + target;
    const accessToken = /access_token=([^&]*)/.exec(query)![1]!;
    const proof = Object.entries(signProof({ url, accessToken }, { current: key }));
    const headers = [...TEST_HEADERS, ...proof, ['Content-Length', String(bytes)] as const];
    try {
      const policy = { allowPrivate: true, totalTimeoutMs: timeoutMs };
      const { status, body: text } = await this.outgoing.request({
        method: 'POST',
        url,
        headers,
        body,
        policy,
      });
      if (status !== 200) {
        text.destroy();
        throw new SelfTestRefused(status);
      }
      return {
        sent: { target, headers: TEST_HEADERS },
        answer: JSON.parse(await read(text)) as SelfTestAnswer,
      };
    } finally {
      body?.destroy();
    }
  }
}

async function newKey(): Promise<KeyObject> {
  return (await promisify(generateKeyPair)('rsa', { modulusLength: 2048 })).privateKey;
}

function* zeros(bytes: number): Iterable<Buffer> {
  for (let left = bytes; left > 0; left -= PIECE.length)
    yield left < PIECE.length ? PIECE.subarray(0, left) : PIECE;
}

/** A small text. @throws SyntaxError by whoever reads it as JSON, where it was longer */
async function read(body: Readable): Promise<string> {
  let text = '';
  for await (const chunk of body) {
    text += (chunk as Buffer).toString();
    if (text.length > MOST_ANSWER_BYTES) break;
  }
  return text;
}
