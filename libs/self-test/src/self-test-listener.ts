import type { IncomingMessage, ServerResponse } from 'node:http';
import { type ProofKeySet, verifyProof, WopiHeader } from '#wopi-protocol';
import type { SelfTestAnswer } from './self-test-answer.js';
import { SelfTestPasses } from './self-test-pass.js';

export const SELF_TEST_PATH = '/wopi/self-test/';
/** A member of the query: answer once the first bytes of the body are here. */
export const AT_ONCE = 'at_once=1';
/** Sent with each test, and told as they came: the longest lock id, a header without a value, and what Office says twice. */
export const TEST_HEADERS: readonly (readonly [string, string])[] = [
  [WopiHeader.Lock, 'l'.repeat(1024)],
  [WopiHeader.OldLock, ''],
  [WopiHeader.SessionContext, 'self-test'],
  ['Authorization', 'Bearer self-test'],
];

export type SelfTestListener = (request: IncomingMessage, response: ServerResponse, next: () => void) => void;

/** Answers self-tests for the process whose public origin is `publicUrl`, and leaves everything else to `next`. */
export function selfTestListener(publicUrl: string, encryptionKey: string): SelfTestListener {
  const passes = new SelfTestPasses(encryptionKey);
  return (request, response, next) => {
    const { url = '', method } = request;
    if (!url.startsWith(SELF_TEST_PATH)) return next();
    const [path = '', query = ''] = url.split('?', 2);
    const keys = method === 'POST' ? passes.keysOf(path.slice(SELF_TEST_PATH.length)) : undefined;
    if (!keys) return void response.writeHead(404, { 'Content-Length': '0', Connection: 'close' }).end();
    let bytes = 0;
    const answer = () => {
      const text = JSON.stringify({ ...seen(request, query, publicUrl, keys), bytes });
      response.writeHead(200, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' }).end(text);
    };
    request.on('data', (chunk: Buffer) => {
      if (bytes === 0 && query.endsWith(AT_ONCE)) answer();
      bytes += chunk.length;
    });
    request.once('end', () => response.headersSent || answer());
  };
}

function seen(
  { url = '', headers }: IncomingMessage,
  query: string,
  publicUrl: string,
  keys: ProofKeySet,
): Omit<SelfTestAnswer, 'bytes'> {
  const header = (name: string) => headers[name.toLowerCase()] as string | undefined;
  const call = {
    url: publicUrl + url,
    accessToken: /(?:^|&)access_token=([^&]*)/.exec(query)?.[1] ?? '',
    headers: { proof: header(WopiHeader.Proof), timestamp: header(WopiHeader.TimeStamp) },
  };
  const verdict = verifyProof(call, keys);
  const came = TEST_HEADERS.flatMap(([name]) => {
    const value = header(name);
    return value === undefined ? [] : [[name, value]];
  });
  return {
    proven: verdict.ok,
    ...(!verdict.ok && { reason: verdict.reason }),
    publicUrl,
    target: url,
    headers: Object.fromEntries(came) as Record<string, string>,
    now: Date.now(),
  };
}
