import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { Readable } from 'node:stream';
import { WopiHeader } from '#wopi-protocol';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Gateway, SessionWish } from '../../support/gateway.js';
import { startGateway } from '../../support/start-gateway.js';
import type { WopiClient } from '../../support/wopi-client.js';

interface Row {
  readonly reason: string;
  readonly size: number;
  readonly sha256: string;
  readonly status: number;
}

let gateway: Gateway;
let fileId: string;
let name: string;

beforeAll(async () => {
  gateway = await startGateway({ env: { MAX_FILE_MIB: '1' } });
});
afterAll(() => gateway.stop());
beforeEach(async () => {
  name = `${randomUUID()}.wopitest`;
  fileId = await gateway.putFile(name, Buffer.from('first'));
});

const sha256 = (content: Buffer) => createHash('sha256').update(content).digest('hex');
const edit = (wish: SessionWish = {}) => gateway.client(fileId, wish);

/** What the bin has of the file, and with which status the client was answered; newest first. */
const kept = () =>
  gateway.query<Row>(
    `select reason, size::int as size, encode(sha256, 'hex') as sha256,
       (select status from audit_log a where a.file_id = r.file_id::text and a.detail->>'recovered' = r.reason
        order by occurred_at desc limit 1) as status
     from recovered_saves r where file_id = $1 order by created_at desc`,
    [fileId],
  );

async function expectKept(text: Buffer, reason: string, status: number): Promise<void> {
  expect(await kept()).toEqual([{ reason, size: text.length, sha256: sha256(text), status }]);
}

async function newToken(client: WopiClient): Promise<string> {
  const answer = await client.post('GET_NEW_ACCESS_TOKEN', { [WopiHeader.WopiSrc]: client.wopiSrc });
  return answer.json<{ AccessTokenInfo: { AccessToken: string } }>().AccessTokenInfo.AccessToken;
}

describe('what a person wrote is kept when', () => {
  it('another lock holds the file', async () => {
    const [holder, writer] = [await edit(), await edit({ user: 'bob' })];
    await holder.lock('A');
    const text = randomBytes(70_000);
    const answer = await writer.putFile(text, 'B');
    expect([answer.status, answer.lock]).toEqual([409, 'A']);
    await expectKept(text, 'locked_by_other', 409);
  });

  it('the lock has expired', async () => {
    const writer = await edit();
    await writer.lock('A');
    await gateway.query(`update locks set expires_at = now() where file_id = $1`, [fileId]);
    const text = Buffer.from('written too late');
    const answer = await writer.putFile(text, 'A');
    expect([answer.status, answer.lock]).toEqual([409, '']);
    await expectKept(text, 'lock_lost', 409);
  });

  it('the lock is lost while the body is on its way', async () => {
    const writer = await edit();
    await writer.lock('A');
    const text = randomBytes(100_000);
    const body = slowly(text, async () => void (await writer.unlock('A')));
    const answer = await writer.putFile(body, 'A', { 'Content-Length': String(text.length) });
    expect([answer.status, answer.lock]).toEqual([409, '']);
    await expectKept(text, 'lock_lost', 409);
  });

  it('the file is deleted while the body is on its way', async () => {
    const writer = await edit();
    await writer.lock('A');
    const text = randomBytes(100_000);
    const body = slowly(text, async () => {
      await gateway.query(`update files set deleted_at = now() where file_id = $1`, [fileId]);
    });
    const answer = await writer.putFile(body, 'A', { 'Content-Length': String(text.length) });
    expect(answer.status).toBe(404);
    await expectKept(text, 'file_deleted', 404);
  });

  it('the file was deleted before', async () => {
    const writer = await edit();
    expect((await (await edit()).post('DELETE')).status).toBe(200);
    const text = Buffer.from('of a deleted file');
    expect((await writer.putFile(text, 'A')).status).toBe(404);
    await expectKept(text, 'file_deleted', 404);
  });

  it('the session was revoked', async () => {
    const writer = await edit();
    await gateway.admin('POST', '/sessions/revoke', { file: fileId });
    const text = Buffer.from('no longer allowed');
    expect((await writer.putFile(text, 'A')).status).toBe(401);
    await expectKept(text, 'session_ended', 401);
  });

  it.each(['first', 'derived'] as const)('the %s token of a session has just ended', async (which) => {
    const { sessionId, hostPageUrl, accessToken } = await gateway.openSession(fileId);
    const derived = await newToken((await edit()).withToken(accessToken));
    await gateway.query(
      `update sessions set expires_at = now() + interval '2 seconds' where session_id = $1`,
      [sessionId],
    );
    const page = await (await fetch(hostPageUrl)).text();
    const first = /name="access_token" value="([^"]+)"/.exec(page)![1]!;
    const writer = (await edit()).withToken({ first, derived }[which]);
    await expect.poll(async () => (await writer.checkFileInfo()).status, { timeout: 20_000 }).toBe(401);
    const text = Buffer.from('after a long night');
    expect((await writer.putFile(text, 'A')).status).toBe(401);
    await expectKept(text, 'session_ended', 401);
    const forged = await writer.call({
      method: 'POST',
      suffix: '/contents',
      body: Buffer.from('not of the editor'),
      headers: { [WopiHeader.Override]: 'PUT' },
      signed: false,
    });
    expect(forged.status).toBe(401);
    expect(await kept()).toHaveLength(1);
  });

  it('the account was disabled', async () => {
    const writer = await edit({ user: 'carol' });
    await gateway.query(`update users set disabled_at = now() where login = 'carol'`);
    const text = Buffer.from('no longer here');
    expect((await writer.putFile(text, 'A')).status).toBe(401);
    await gateway.query(`update users set disabled_at = null where login = 'carol'`);
    await expectKept(text, 'session_ended', 401);
  });

  it('the content is another one by now, to a client that asks', async () => {
    const writer = await edit();
    await writer.lock('A');
    const text = Buffer.from('of an older content');
    const answer = await writer.putFile(text, 'A', { 'X-COOL-WOPI-Timestamp': '2020-01-01T00:00:00.000Z' });
    expect(answer.status).toBe(409);
    await expectKept(text, 'document_changed', 409);
  });

  it('the target was to be overwritten but is locked', async () => {
    const other = await gateway.putFile(`other ${name}`, Buffer.from('other'));
    await (await gateway.client(other)).lock('A');
    const text = Buffer.from('saved as another');
    const headers = {
      [WopiHeader.RelativeTarget]: `other ${name}`,
      [WopiHeader.OverwriteRelativeTarget]: 'true',
    };
    const writer = await edit({ user: 'admin' });
    const answer = await writer.post('PUT_RELATIVE', headers, text);
    expect([answer.status, answer.lock]).toEqual([409, 'A']);
    await expectKept(text, 'locked_by_other', 409);
  });
});

describe('the bin takes nothing', () => {
  it('from a session for viewing, or with a token that is not ours', async () => {
    const viewer = await edit({ action: 'view' });
    expect((await viewer.putFile(Buffer.from('text'), 'A')).status).toBe(401);
    await gateway.admin('POST', '/sessions/revoke', { file: fileId });
    expect((await viewer.putFile(Buffer.from('text'), 'A')).status).toBe(401);
    const forged = viewer.withToken(`${viewer.accessToken.slice(0, -2)}AA`);
    expect((await forged.putFile(Buffer.from('text'), 'A')).status).toBe(401);
    expect(await kept()).toEqual([]);
  });

  it('that is larger than the host accepts', async () => {
    expect((await (await edit()).putFile(Buffer.alloc(1024 * 1024 + 1), 'A')).status).toBe(413);
    expect(await kept()).toEqual([]);
  });

  it('that ends early', async () => {
    const headers = { [WopiHeader.Override]: 'PUT', [WopiHeader.Lock]: 'A', 'Content-Length': '100000' };
    const body = Buffer.alloc(50_000);
    const call = (await edit()).prepare({ method: 'POST', suffix: '/contents', body, headers });
    const request = httpRequest(`${call.origin}${call.path}`, call).on('error', () => undefined);
    request.write(body, () => request.destroy());
    await expect
      .poll(() =>
        gateway.query(`select status from audit_log where operation = 'PutFile' and file_id = $1`, [fileId]),
      )
      .toHaveLength(1);
    expect(await kept()).toEqual([]);
  });

  it('without a proof', async () => {
    const writer = await edit();
    await gateway.admin('POST', '/sessions/revoke', { file: fileId });
    const call = { method: 'POST', suffix: '/contents', body: Buffer.from('text'), signed: false } as const;
    const answer = await writer.call({ ...call, headers: { [WopiHeader.Override]: 'PUT' } });
    expect(answer.status).toBe(500);
    expect(await kept()).toEqual([]);
  });

  it('that became a version', async () => {
    const writer = await edit();
    await writer.lock('A');
    expect((await writer.putFile(Buffer.from('saved'), 'A')).status).toBe(200);
    expect(await kept()).toEqual([]);
  });

  it('from a session that ended more than a day ago', async () => {
    const writer = await edit();
    await gateway.query(`update sessions set revoked_at = now() - interval '25 hours' where file_id = $1`, [
      fileId,
    ]);
    expect((await writer.putFile(Buffer.from('text'), 'A')).status).toBe(401);
    expect(await kept()).toEqual([]);
  });
});

describe('the bin is bounded', () => {
  const policy = (change: string) => gateway.query(`update retention_policies set ${change}`);

  it('in the number of saves of one person for one file: the newest stay', async () => {
    await policy('recovered_per_file = 3');
    const writer = await edit();
    const texts = Array.from({ length: 5 }, (_, n) => Buffer.from(`text ${n}`));
    for (const text of texts) expect((await writer.putFile(text, 'A')).status).toBe(409);
    await policy('recovered_per_file = default');
    expect((await kept()).map((row) => row.sha256)).toEqual(texts.slice(2).reverse().map(sha256));
  });

  it('in bytes of one person, over all files and whoever comes at once', async () => {
    await policy('recovered_bytes = 100000');
    const other = await gateway.putFile(`other ${name}`, Buffer.from('other'));
    const elsewhere = await gateway.client(other, { user: 'dave' });
    const mine = randomBytes(60_000);
    expect((await elsewhere.putFile(mine, 'A')).status).toBe(409);
    const writer = await edit({ user: 'dave' });
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => writer.putFile(randomBytes(30_000), 'A')),
    );
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 409));
    expect((await writer.putFile(randomBytes(50_000), 'A')).status).toBe(409);
    await policy('recovered_bytes = default');
    const [sum] = await gateway.query<{ bytes: number }>(
      `select sum(r.size)::int as bytes from recovered_saves r join users u on u.user_id = r.author_id where u.login = 'dave'`,
    );
    expect(sum!.bytes).toBeLessThanOrEqual(100_000);
    const [row] = await gateway.query(`select from recovered_saves where sha256 = decode($1, 'hex')`, [
      sha256(mine),
    ]);
    expect(row).toBeDefined();
  });

  it('to one row for the same content, however often it is sent', async () => {
    const writer = await edit();
    const text = randomBytes(1000);
    await Promise.all(Array.from({ length: 10 }, () => writer.putFile(text, 'A')));
    await expectKept(text, 'lock_lost', 409);
  });
});

/** The first half at once, the rest after `meanwhile`. */
async function* halves(content: Buffer, meanwhile: () => Promise<void>) {
  yield content.subarray(0, content.length / 2);
  await meanwhile();
  yield content.subarray(content.length / 2);
}

const slowly = (content: Buffer, meanwhile: () => Promise<void>) => Readable.from(halves(content, meanwhile));
