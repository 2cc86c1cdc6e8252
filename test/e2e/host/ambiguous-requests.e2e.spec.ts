import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ambiguousRequests, statusesIn } from '../../support/ambiguous-requests.js';
import type { Gateway, OpenedSession } from '../../support/gateway.js';
import { startGateway } from '../../support/start-gateway.js';

let gateway: Gateway;
/** Sessions of one file: what `reader` may is less than what `writer` may. */
let reader: OpenedSession;
let writer: OpenedSession;

beforeAll(async () => {
  // Whose proof it is has nothing to do with how a request is read.
  gateway = await startGateway({ proxy: true, env: { WOPI_PROOF: 'off' } });
  const file = await gateway.putFile('a.txt', Buffer.from('content'));
  reader = await gateway.openSession(file, { user: 'admin', action: 'view' });
  writer = await gateway.openSession(file, { user: 'admin', action: 'edit' });
});
afterAll(() => gateway?.stop());

/** Sends bytes over a connection of their own and answers all that came back until it was closed. */
function exchange(base: string, bytes: string): Promise<string> {
  const { hostname, port } = new URL(base);
  return new Promise((resolve) => {
    let answers = '';
    const socket = connect(Number(port), hostname, () => void socket.write(bytes, 'latin1'));
    socket.on('data', (chunk) => (answers += chunk.toString('latin1')));
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(answers));
  });
}

const NAMES = ambiguousRequests('/wopi/files/x', 'h', '').map(({ name }) => name);

describe('what could be two requests to two servers', () => {
  it.each(NAMES)('is one for the host, or refused: %s', async (name) => {
    const base = gateway.hostUrls[0]!;
    const { host } = new URL(base);
    const target = `${new URL(writer.wopiSrc).pathname}?access_token=${writer.accessToken}`;
    const hidden = `POST ${target} HTTP/1.1\r\nHost: ${host}\r\nX-WOPI-Override: LOCK\r\nX-WOPI-Lock: hidden\r\nContent-Length: 0\r\n\r\n`;
    const { bytes, accepted } = ambiguousRequests(target, host, hidden).find((one) => one.name === name)!;
    const statuses = statusesIn(await exchange(base, bytes));
    expect(statuses.length).toBeLessThanOrEqual(1);
    expect(statuses.filter((status) => status < 400)).toHaveLength(accepted);
    const lock = await exchange(
      base,
      `POST ${target} HTTP/1.1\r\nHost: ${host}\r\nX-WOPI-Override: GET_LOCK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`,
    );
    expect(lock).toMatch(/^HTTP\/1\.1 200 [^]*^X-WOPI-Lock: ?\r$/im);
  });
});

const both = (
  query: (one: string, other: string) => string,
  headers: (other: string) => string[] = () => [],
) => ({
  query,
  headers,
});

/** `one` is the reader's token, `other` the writer's. */
const CREDENTIALS = {
  'one token': both((one) => `?access_token=${one}`),
  'the same in Authorization': both(
    () => `?access_token=${writer.accessToken}`,
    (other) => [`Authorization: Bearer ${other}`],
  ),
  'two parameters': both((one, other) => `?access_token=${one}&access_token=${other}`),
  'the same one twice': both((one) => `?access_token=${one}&access_token=${one}`),
  'another case': both((one, other) => `?access_token=${one}&Access_Token=${other}`),
  'an array': both((one, other) => `?access_token=${one}&access_token[]=${other}`),
  'an escaped array': both((one, other) => `?access_token=${one}&access_token%5B%5D=${other}`),
  'an escaped name': both((one, other) => `?access%5Ftoken=${other}&access_token=${one}`),
  'an escaped name alone': both((_, other) => `?access%5Ftoken=${other}`),
  'a dot': both((one, other) => `?access.token=${other}&access_token=${one}`),
  'a space before the name': both((one, other) => `?%20access_token=${other}&access_token=${one}`),
  'a plus before the name': both((one, other) => `?+access_token=${other}&access_token=${one}`),
  'a semicolon before': both((one, other) => `?x=1;access_token=${other}&access_token=${one}`),
  'a semicolon behind': both((one, other) => `?access_token=${one};access_token=${other}`),
  'an escaped ampersand': both((one, other) => `?access_token=${one}%26access_token=${other}`),
  'a NUL behind the name': both((one, other) => `?access_token%00=${other}&access_token=${one}`),
  'a question mark': both((one, other) => `?access_token=${one}?access_token=${other}`),
  'a fragment': both((one, other) => `?access_token=${one}#&access_token=${other}`),
  'no value': both(() => '?access_token'),
  'an empty value': both(() => '?access_token='),
  'none': both(() => ''),
  'Authorization alone': both(() => '', (other) => [`Authorization: Bearer ${other}`]),
  'another in Authorization': both((one) => `?access_token=${one}`, (other) => [`Authorization: Bearer ${other}`]),
  'Authorization twice': both((one) => `?access_token=${one}`, (other) => [`Authorization: Bearer ${reader.accessToken}`, `Authorization: Bearer ${other}`]),
  'another scheme': both((one) => `?access_token=${one}`, () => ['Authorization: Basic YTpi']),
  'a bare Authorization': both((one) => `?access_token=${one}`, () => [`Authorization: ${reader.accessToken}`]),
  'an empty Authorization': both((one) => `?access_token=${one}`, () => ['Authorization:']),
  'bearer in lower case': both((one) => `?access_token=${one}`, () => [`Authorization: bearer ${reader.accessToken}`]),
  'two spaces behind Bearer': both((one) => `?access_token=${one}`, () => [`Authorization: Bearer  ${reader.accessToken}`]),
  'escaped letters in the token': both((one) => `?access_token=%65${one.slice(1)}`),
  'a longer token': both((one) => `?access_token=${one}${'a'.repeat(10_000)}`),
}; // prettier-ignore

/** Well for both, whoever reads. */
const TAKEN: readonly (keyof typeof CREDENTIALS)[] = [
  'one token',
  'the same in Authorization',
  'bearer in lower case',
  'two spaces behind Bearer',
  'escaped letters in the token',
];

describe('what two servers could take for different tokens', () => {
  /** What the token that was read may, or the status of a refusal. */
  const readAt = async (base: string, path: string, name: keyof typeof CREDENTIALS) => {
    const { query, headers } = CREDENTIALS[name];
    const lines = [`Host: ${new URL(base).host}`, ...headers(writer.accessToken), 'Connection: close'];
    const target = path + query(reader.accessToken, writer.accessToken);
    const answer = await exchange(base, `GET ${target} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`);
    const [status] = statusesIn(answer);
    if (status !== 200) return status;
    return /"UserCanWrite":true/.test(answer) ? 'writer' : 'reader';
  };

  it.each(Object.keys(CREDENTIALS) as (keyof typeof CREDENTIALS)[])('%s', async (name) => {
    const { origin, pathname } = new URL(reader.wopiSrc);
    const [host] = gateway.hostUrls;
    // The host reads what the proxy would hand on, and what reaches it past the proxy.
    const [throughProxy, atHost] = [
      await readAt(origin, pathname, name),
      await readAt(host!, pathname, name),
    ];
    const taken = name === 'the same in Authorization' ? 'writer' : 'reader';
    const wanted = TAKEN.includes(name) ? [taken] : [400, 401, 404];
    expect(wanted).toContain(throughProxy);
    expect(wanted).toContain(atHost);
  });
});
