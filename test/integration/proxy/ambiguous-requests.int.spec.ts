import 'reflect-metadata';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ambiguousRequests, statusesIn } from '../../support/ambiguous-requests.js';
import { ANY_TOKEN, idFor, ProxyFixture, startUpstream, stopServer, type TestUpstream } from './fixture.js';

const NAMES = ambiguousRequests('/wopi/files/x', 'h', '').map(({ name }) => name);
let fixture: ProxyFixture;
let upstream: TestUpstream;
let target: string;

beforeAll(async () => {
  fixture = await ProxyFixture.start({ WOPI_PROOF: 'off' });
  upstream = await startUpstream();
  target = `/wopi/files/${idFor(await fixture.addTenant(upstream.filesUrl))}?access_token=${ANY_TOKEN}`;
});
afterAll(async () => {
  await fixture?.close();
  await stopServer(upstream.server);
});
beforeEach(() => {
  upstream.received.length = 0;
  upstream.answer = (_, response) => void response.end();
});

describe('what could be two requests to two servers', () => {
  it.each(NAMES)('is one, or refused: %s', async (name) => {
    const { host } = new URL(fixture.proxy.url);
    const hidden = `POST ${target} HTTP/1.1\r\nHost: ${host}\r\nX-WOPI-Override: LOCK\r\nX-WOPI-Lock: hidden\r\nContent-Length: 0\r\n\r\n`;
    const { bytes, accepted } = ambiguousRequests(target, host, hidden).find((one) => one.name === name)!;
    const statuses = statusesIn(await fixture.bytes(bytes));
    expect(statuses.length).toBeLessThanOrEqual(1);
    expect(statuses.filter((status) => status < 400)).toHaveLength(accepted);
    expect(upstream.received).toHaveLength(accepted);
    for (const { all } of upstream.received) {
      expect(all('X-WOPI-Override')).toEqual(['GET_LOCK']);
      for (const header of ['Upgrade', 'HTTP2-Settings', 'Trailer', 'Expect'])
        expect(all(header)).toEqual([]);
    }
  });
});
