import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Gateway } from '../../support/gateway.js';
import { startGateway } from '../../support/start-gateway.js';
import { type Call, exchange, newProofPair, signedBy, type WopiClient } from '../../support/wopi-client.js';

const TICKS_PER_MINUTE = 600_000_000n;

let gateway: Gateway;
let fileId: string;
let client: WopiClient;

describe.each(['directly', 'through the proxy'])('proof keys, %s', (way) => {
  beforeAll(async () => {
    gateway = await startGateway({ proxy: way !== 'directly' });
    fileId = await gateway.putFile('proof.wopitest', Buffer.from('content'));
    client = await gateway.client(fileId);
  });
  afterAll(() => gateway?.stop());

  const headers = (more: Record<string, string | undefined>): Call => ({
    tamper: (sent) => {
      for (const [name, value] of Object.entries(more)) {
        if (value === undefined) delete sent[name];
        else sent[name] = value;
      }
    },
  });
  const url = () => `${client.wopiSrc}?access_token=${encodeURIComponent(client.accessToken)}`;

  it('accept current and old key, and never the old one alone', async () => {
    const { current, old } = gateway.office.keys;
    const stranger = newProofPair();
    const verdict = async (proof: typeof current, proofOld: typeof current) =>
      (await client.call(headers(signedBy(url(), client.accessToken, proof, proofOld)))).status;
    expect(await verdict(current, old)).toBe(200);
    expect(await verdict(stranger.current, current)).toBe(200);
    expect(await verdict(old, stranger.old)).toBe(200);
    expect(await verdict(stranger.current, old)).toBe(500);
    expect(await verdict(stranger.current, stranger.old)).toBe(500);
  });

  it('leave in the log why one was refused', async () => {
    await client.call({ signed: false });
    const stranger = newProofPair();
    await client.call(headers(signedBy(url(), client.accessToken, stranger.current, stranger.old)));
    const verdicts = () =>
      gateway.query<{ proof: string }>(
        `select distinct proof from audit_log where operation = 'CheckFileInfo' and status = 500 order by proof`,
      );
    await expect.poll(verdicts, { timeout: 10_000 }).toEqual([{ proof: 'missing' }, { proof: 'signature' }]);
  });

  it('demand a proof, for this URL and for now', async () => {
    const signed = client.prepare({}).headers;
    const now = BigInt(signed['X-WOPI-TimeStamp']!);
    const wrong: Call[] = [
      { signed: false },
      headers({ 'X-WOPI-Proof': undefined }),
      headers({ 'X-WOPI-TimeStamp': undefined }),
      headers({ 'X-WOPI-TimeStamp': String(now + 1n) }),
      headers({ 'X-WOPI-Proof': signed['X-WOPI-Proof']!.slice(4) }),
      { signedUrl: url().replace('http://', 'https://') },
      { signedUrl: url().replace('127.0.0.1', 'localhost') },
      headers(
        signedBy(
          url(),
          client.accessToken,
          gateway.office.keys.current,
          undefined,
          now - 21n * TICKS_PER_MINUTE,
        ),
      ),
      headers(
        signedBy(
          url(),
          client.accessToken,
          gateway.office.keys.current,
          undefined,
          now + 6n * TICKS_PER_MINUTE,
        ),
      ),
    ];
    for (const [n, call] of wrong.entries()) {
      const answer = await client.call(call);
      expect(answer.status, `case ${n}`).toBe(500);
      expect(answer.body.length).toBe(0);
    }
    expect(
      (
        await client.call({
          method: 'POST',
          signed: false,
          headers: { 'X-WOPI-Override': 'LOCK', 'X-WOPI-Lock': 'L' },
        })
      ).status,
    ).toBe(500);
    expect((await client.getLock()).lock).toBe('');
  });

  it('make a captured call no good against who holds the file by then', async () => {
    const id = await gateway.putFile('replayed.wopitest', Buffer.from('first'));
    const [early, late] = [await gateway.client(id), await gateway.client(id, { user: 'bob' })];
    const captured = (override: string, more: Call): (() => ReturnType<typeof exchange>) => {
      const call = {
        method: 'POST',
        headers: { 'X-WOPI-Override': override, 'X-WOPI-Lock': 'A' },
        ...more,
      } as const;
      const { method, origin, path, headers: sent } = early.prepare(call);
      return () => exchange(new URL(origin), method, path, sent, call.body);
    };
    const calls = [
      captured('LOCK', {}),
      captured('PUT', { suffix: '/contents', body: Buffer.from('second') }),
      captured('REFRESH_LOCK', {}),
      captured('UNLOCK', {}),
    ];
    for (const call of calls) expect((await call()).status).toBe(200);
    await late.lock('B');
    const { version } = await late.putFile(Buffer.from('third'), 'B');
    for (const call of calls) {
      const again = await call();
      expect([again.status, again.lock]).toEqual([409, 'B']);
    }
    expect((await late.getLock()).lock).toBe('B');
    const { body, version: newest } = await late.getFile();
    expect([body.toString(), newest]).toEqual(['third', version]);
  });

  it('may be rotated while people work: no call fails', async () => {
    const statuses = new Set<number>();
    for (let n = 0; n < 60; n++) {
      if (n === 20) gateway.office.rotate();
      const fresh = await gateway.client(fileId);
      statuses.add((await fresh.checkFileInfo()).status);
      await sleep(10);
    }
    expect([...statuses]).toEqual([200]);
  });
});
