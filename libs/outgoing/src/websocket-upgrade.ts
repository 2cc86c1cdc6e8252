import { createHash, randomBytes } from 'node:crypto';
import { Client, type Dispatcher } from 'undici';
import { checkedConnector, type ConnectorOptions } from './checked-connector.js';
import { OutgoingError, outgoingError } from './outgoing-error.js';
import type { FullPolicy } from './outgoing-policy.js';
import { requestHeaders, requestTarget } from './outgoing-request.js';
import { ResponseHeaders } from './response-headers.js';

/** What a server said when it was asked to go on by WebSocket. */
export interface UpgradeAnswer {
  readonly status: number;
  /** Whether it would: 101, with the answer to the very key that was sent. */
  readonly accepted: boolean;
}

/** Of RFC 6455: what a server adds to the key before it hashes it. */
const KEY_SUFFIX = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';

/** Asks on a connection of its own, which is closed at the answer, or when that takes too long. @throws OutgoingError */
export async function websocketUpgrade(
  url: string,
  options: ConnectorOptions & Pick<FullPolicy, 'headersTimeoutMs' | 'maxHeaderBytes'>,
  userAgent: string,
): Promise<UpgradeAnswer> {
  const { origin, path } = requestTarget(url);
  const key = randomBytes(16).toString('base64');
  const headers = { Origin: origin, 'Sec-WebSocket-Version': '13', 'Sec-WebSocket-Key': key };
  const request: Dispatcher.DispatchOptions = {
    method: 'GET',
    path,
    headers: requestHeaders(headers, userAgent),
    upgrade: 'websocket',
  };
  const client = new Client(origin, {
    connect: checkedConnector(options),
    headersTimeout: options.headersTimeoutMs,
    maxHeaderSize: options.maxHeaderBytes,
    allowH2: false,
  });
  let deadline: NodeJS.Timeout | undefined;
  try {
    return await new Promise((resolve, reject) => {
      // undici's own time begins anew with each interim answer.
      deadline = setTimeout(() => reject(late()), options.connectTimeoutMs + options.headersTimeoutMs);
      client.dispatch(request, answerOf(key, resolve, reject));
    });
  } finally {
    clearTimeout(deadline);
    await client.destroy();
  }
}

function answerOf(
  key: string,
  resolve: (answer: UpgradeAnswer) => void,
  reject: (error: Error) => void,
): Dispatcher.DispatchHandler {
  let stage: 'connecting' | 'waiting' = 'connecting';
  return {
    onConnect: () => {
      stage = 'waiting';
    },
    onUpgrade: (status, rawHeaders, socket) => {
      socket.on('error', () => undefined).destroy();
      const told = ResponseHeaders.fromBytes(rawHeaders as Buffer[]).get('sec-websocket-accept');
      resolve({ status, accepted: told === hashOf(key) });
    },
    onHeaders: (status) => {
      if (status >= 200) resolve({ status, accepted: false });
      return true;
    },
    onData: () => true,
    onComplete: () => undefined,
    onError: (error) => reject(outgoingError(error, stage)),
  };
}

const late = () =>
  outgoingError(new OutgoingError('timeout', 'The server did not answer in time.'), 'waiting');

const hashOf = (key: string): string => createHash('sha1').update(`${key}${KEY_SUFFIX}`).digest('base64');
