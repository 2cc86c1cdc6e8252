import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { request } from 'node:http';
import { Readable } from 'node:stream';
import type { Gateway } from '../support/gateway.js';
import type { WopiClient } from '../support/wopi-client.js';

const STREAMS = 64;
const CHUNK = Buffer.alloc(1024 * 1024, 'x');
const CHUNKS = 100;
/** As long as the client waits for a file, and so the proxy for a GetFile; it resets the client's connection then. */
const GET_FILE_MS = 60_000;

/** Peak resident memory of host and proxy while 64 clients save, and then read, 100 MiB each through the proxy. */
export async function measureMemory(gateway: Gateway): Promise<void> {
  const clients = await Promise.all(Array.from({ length: STREAMS }, () => lockedClient(gateway)));
  const host = gateway.hosts[0]!.pid!;
  const proxy = gateway.proxyProcess!.pid!;
  const report = async (what: string, started: number) => {
    const seconds = (performance.now() - started) / 1000;
    const [hostPeak, proxyPeak] = await Promise.all([peak(host), peak(proxy)]);
    const speed = ((STREAMS * CHUNKS) / seconds).toFixed(0);
    process.stdout.write(
      `${what}: ${STREAMS} × ${CHUNKS} MiB through the proxy, ${speed} MiB/s, peak memory host ${hostPeak} MiB, proxy ${proxyPeak} MiB\n`,
    );
  };
  let started = performance.now();
  await Promise.all(clients.map((client) => save(client)));
  await report('PutFile', started);
  started = performance.now();
  const late = (await Promise.all(clients.map(isReadInTime))).filter((inTime) => !inTime);
  if (late.length > 0)
    process.stdout.write(`The proxy broke ${late.length} GetFiles off after ${GET_FILE_MS / 1000} s: on this machine they take longer.\n`); // prettier-ignore
  await report('PutFile, then GetFile', started);
}

async function lockedClient(gateway: Gateway): Promise<WopiClient> {
  const id = await gateway.putFile(`${randomUUID()}.wopitest`, Buffer.from('x'));
  const client = await gateway.client(id, { direct: false });
  expectOk((await client.lock('L')).status);
  return client;
}

async function save(client: WopiClient): Promise<void> {
  const body = Readable.from(chunks());
  const answer = await client.putFile(body, 'L', { 'Content-Length': String(CHUNK.length * CHUNKS) });
  expectOk(answer.status);
}

function* chunks(): Generator<Buffer> {
  for (let n = 0; n < CHUNKS; n++) yield CHUNK;
}

/** Whether the proxy had the time to hand the file over. @throws Error when it broke off before its time */
async function isReadInTime(client: WopiClient): Promise<boolean> {
  const started = performance.now();
  try {
    await read(client);
    return true;
  } catch (error) {
    if (performance.now() - started < GET_FILE_MS) throw error;
    return false;
  }
}

/** Counts the bytes instead of keeping them. */
function read(client: WopiClient): Promise<void> {
  const { origin, path, headers } = client.prepare({ suffix: '/contents' });
  return new Promise((resolve, reject) => {
    request(new URL(path, origin), { headers }, (response) => {
      let size = 0;
      response.on('data', (chunk: Buffer) => (size += chunk.length));
      response.once('error', reject);
      response.once('end', () =>
        size === CHUNK.length * CHUNKS ? resolve() : reject(new Error(`only ${size} bytes`)),
      );
    })
      .once('error', reject)
      .end();
  });
}

function expectOk(status: number): void {
  if (status !== 200) throw new Error(`answered ${status}`);
}

/** MiB: the high-water mark that the kernel keeps. */
async function peak(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Math.round(Number(/VmHWM:\s+(\d+)/.exec(status)![1]) / 1024);
}
