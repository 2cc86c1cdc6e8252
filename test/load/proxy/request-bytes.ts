import type { WopiClient } from '../../support/wopi-client.js';

export interface BenchCall {
  readonly method?: 'GET' | 'POST';
  readonly suffix?: '' | '/contents';
  readonly headers?: Record<string, string>;
  /** Behind the access token. */
  readonly query?: string;
  readonly body?: Buffer;
}

/** The bytes of a signed request: made once, sent many times. */
export function requestBytes(client: WopiClient, call: BenchCall = {}): Buffer {
  const { method = 'GET', suffix = '', headers = {}, body } = call;
  const query = `?access_token=${client.accessToken}${call.query ?? ''}`;
  const { path, headers: all } = client.prepare({ method, suffix, headers, query, body });
  const lines = Object.entries({ Host: 'bench', ...all }).map(([name, value]) => `${name}: ${value}\r\n`);
  const head = Buffer.from(`${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n`);
  return body ? Buffer.concat([head, body]) : head;
}
