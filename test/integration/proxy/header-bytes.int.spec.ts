import 'reflect-metadata';
import { createServer, type Server } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ANY_TOKEN, idFor, ProxyFixture } from './fixture.js';

/** An instance that speaks bytes, so that no parser of ours stands between the test and the wire. */
let upstream: Server;
let received: string;
let answer: string;
let fixture: ProxyFixture;
let tenant: Awaited<ReturnType<ProxyFixture['addTenant']>>;

beforeAll(async () => {
  fixture = await ProxyFixture.start();
  upstream = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.on('data', (bytes) => {
      received += bytes.toString('latin1');
      if (received.endsWith('\r\n\r\n')) socket.end(answer, 'latin1');
    });
  });
  await new Promise<void>((resolve) => upstream.listen(0, '127.0.0.1', resolve));
  const { port } = upstream.address() as { port: number };
  tenant = await fixture.addTenant(`http://127.0.0.1:${port}/wopi/files/`);
});
afterAll(async () => {
  await fixture?.close();
  upstream?.close();
});
beforeEach(() => {
  received = '';
  answer = ok('');
});

const ok = (headers: string) =>
  `HTTP/1.1 200 OK\r\n${headers}Content-Length: 2\r\nConnection: close\r\n\r\n{}`;

/** What came back for a Lock with these lines among its headers, as one character a byte. */
async function lock(lines: string): Promise<string> {
  const target = `/wopi/files/${idFor(tenant)}?access_token=${ANY_TOKEN}`;
  const proof = fixture.office.proofFor(target).map(([name, value]) => `${name}: ${value}\r\n`);
  const head = `POST ${target} HTTP/1.1\r\nHost: proxy\r\nConnection: close\r\nX-WOPI-Override: LOCK\r\nContent-Length: 0\r\n`;
  return fixture.bytes(Buffer.from(`${head}${proof.join('')}${lines}\r\n`, 'latin1'));
}
const statusOf = (text: string) => Number(text.slice(9, 12));
const linesOf = (text: string, name: string) =>
  text
    .slice(0, text.indexOf('\r\n\r\n'))
    .split('\r\n')
    .filter((line) => line.toLowerCase().startsWith(`${name.toLowerCase()}:`));

const DEL = 0x7f;
const BYTES = Array.from({ length: 0x100 - 0x20 }, (_, n) => n + 0x20).filter((byte) => byte !== DEL);
const ALL = BYTES.map((byte) => String.fromCharCode(byte))
  .join('')
  .trim();
const UTF_8 = Buffer.from('Bücher – 文書.docx').toString('latin1');
const LATIN_1 = 'B\xfccher \xb6\xff';
const VALUES: [string, string][] = [
  ['every byte that may stand in a value', ALL],
  ['UTF-8', UTF_8],
  ['Latin-1', LATIN_1],
  ['a tab and spaces within', 'a \t  b'],
  ['UTF-7', 'na+AO8-ve +2D3eAA-'],
  ['nothing', ''],
  ['quotes and commas', '"a, b", c=";"'],
];

describe('a value of a header', () => {
  it.each(VALUES)('crosses to the instance byte for byte: %s', async (_, value) => {
    expect(statusOf(await lock(`X-WOPI-Lock: ${value}\r\nx-wopi-New: ${value}\r\n`))).toBe(200);
    expect(linesOf(received, 'X-WOPI-Lock')).toEqual([`X-WOPI-Lock: ${value}`]);
    expect(linesOf(received, 'X-WOPI-New')).toEqual([`x-wopi-New: ${value}`]);
  });

  it.each(VALUES)('crosses to the client byte for byte: %s', async (_, value) => {
    answer = ok(`X-WOPI-Lock: ${value}\r\nX-WOPI-Lock: again\r\nContent-Disposition: ${value}\r\n`);
    const text = await lock('');
    expect(statusOf(text)).toBe(200);
    expect(linesOf(text, 'X-WOPI-Lock')).toEqual([`X-WOPI-Lock: ${value}`, 'X-WOPI-Lock: again']);
    expect(linesOf(text, 'Content-Disposition')).toEqual([`Content-Disposition: ${value}`]);
  });

  it('is not the spaces around it', async () => {
    expect(statusOf(await lock('X-WOPI-Lock: \t a b \t \r\n'))).toBe(200);
    expect(linesOf(received, 'X-WOPI-Lock')).toEqual(['X-WOPI-Lock: a b']);
  });

  it.each<[string, string]>([
    ['a line that goes on in the next one', 'X-WOPI-Lock: a\r\n b\r\n'],
    ['a bare CR', 'X-WOPI-Lock: a\rX-WOPI-Override: UNLOCK\r\n'],
    ['a bare LF', 'X-WOPI-Lock: a\nX-WOPI-Size: 1\r\n'],
    ['NUL', 'X-WOPI-Lock: a\0b\r\n'],
    ['DEL', 'X-WOPI-Lock: a\x7fb\r\n'],
    ['another control character', 'X-WOPI-Lock: a\x01b\r\n'],
    ['a space before the colon', 'X-WOPI-Lock : a\r\n'],
    ['two of them', 'X-WOPI-Lock: a\r\nx-wopi-lock: a\r\n'],
  ])('is refused with 400, and reaches no instance: %s', async (_, lines) => {
    expect(statusOf(await lock(lines))).toBe(400);
    expect(received).toBe('');
  });

  it.each<[string, string]>([
    ['a line that goes on in the next one', 'X-WOPI-Lock: a\r\n Set-Cookie: b\r\n'],
    ['a bare CR', 'X-WOPI-Lock: a\rSet-Cookie: b\r\n'],
    ['NUL', 'X-WOPI-Lock: a\0b\r\n'],
    ['DEL', 'X-WOPI-Lock: a\x7fb\r\n'],
  ])('of an instance’s answer is refused, and reaches no client: %s', async (_, lines) => {
    answer = ok(lines);
    const text = await lock('');
    expect(statusOf(text)).toBe(500);
    expect(linesOf(text, 'X-WOPI-ServerError')).toEqual(['X-WOPI-ServerError: upstream_bad_response']);
    expect(text).not.toContain('Set-Cookie');
    expect(linesOf(text, 'X-WOPI-Lock')).toEqual([]);
  });
});
