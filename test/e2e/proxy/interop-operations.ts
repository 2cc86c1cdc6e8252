import { randomBytes } from 'node:crypto';
import type { WopiAnswer, WopiClient } from '../../support/wopi-client.js';
import { expect } from 'vitest';

/** A host behind the proxy, as far as its files go. */
export interface Subject {
  /** The public origin of the proxy. */
  readonly proxyUrl: string;
  /** A session for a new file, at the address that the host hands to the office server. */
  open(content: Buffer): Promise<WopiClient>;
  /** What the host says of a session's file in CheckFileInfo to whoever asks it past the proxy. */
  saysOf(client: WopiClient): Promise<Readonly<Record<string, unknown>>>;
}

const FIRST = Buffer.from('first');

const seen = ({ status, lock }: WopiAnswer) => ({ status, lock });
const statusOf = ({ status }: WopiAnswer) => status;

/** What an office server does with a file, each against a file of its own. */
export const OPERATIONS: Readonly<Record<string, (subject: Subject) => Promise<void>>> = {
  async CheckFileInfo(subject) {
    const client = await subject.open(FIRST);
    const answer = await client.checkFileInfo();
    expect(answer.status).toBe(200);
    const { FileUrl: _pastTheProxy, ...says } = await subject.saysOf(client);
    expect(says).toMatchObject({ BaseFileName: expect.stringMatching(/\.wopitest$/), Size: FIRST.length });
    expect(answer.json()).toEqual(says);
    expect(statusOf(await client.withToken('nobody').checkFileInfo())).toBe(401);
  },

  async GetFile(subject) {
    const content = randomBytes(300_000);
    const answer = await (await subject.open(content)).getFile();
    expect(answer.status).toBe(200);
    expect(answer.body.equals(content)).toBe(true);
    expect(answer.version).toMatch(/./);
  },

  async 'Lock…Unlock'(subject) {
    const client = await subject.open(FIRST);
    expect(seen(await client.getLock())).toEqual({ status: 200, lock: '' });
    expect(statusOf(await client.lock('{"S":"a"}'))).toBe(200);
    expect(seen(await client.getLock())).toEqual({ status: 200, lock: '{"S":"a"}' });
    expect(statusOf(await client.refreshLock('{"S":"a"}'))).toBe(200);
    expect(statusOf(await client.lock('b', '{"S":"a"}'))).toBe(200);
    expect(statusOf(await client.unlock('b'))).toBe(200);
    expect(seen(await client.getLock())).toEqual({ status: 200, lock: '' });
  },

  async PutFile(subject) {
    const client = await subject.open(FIRST);
    const content = randomBytes(300_000);
    expect(statusOf(await client.lock('a'))).toBe(200);
    const before = (await client.getFile()).version;
    const answer = await client.putFile(content, 'a');
    expect(answer.status).toBe(200);
    const read = await client.getFile();
    expect(read.body.equals(content)).toBe(true);
    expect(read.version).not.toBe(before);
    expect(statusOf(await client.unlock('a'))).toBe(200);
  },

  async PutRelativeFile(subject) {
    const client = await subject.open(FIRST);
    const content = randomBytes(1_000);
    const name = `copy ${randomBytes(4).toString('hex')}.wopitest`;
    const answer = await client.post('PUT_RELATIVE', { 'X-WOPI-SuggestedTarget': name }, content);
    expect(answer.status).toBe(200);
    const { Name, Url } = answer.json<{ Name: string; Url: string }>();
    expect(Name).toBe(name);
    expect(Url.startsWith(`${subject.proxyUrl}/wopi/files/`)).toBe(true);
    const copy = client.following(Url);
    expect((await copy.getFile()).body.equals(content)).toBe(true);
    expect(copy.wopiSrc).not.toBe(client.wopiSrc);
    expect(statusOf(await copy.lock('c'))).toBe(200);
  },

  async 'errors, empty X-WOPI-Lock'(subject) {
    const client = await subject.open(FIRST);
    const unlocked = { status: 409, lock: '' };
    expect(seen(await client.putFile(Buffer.from('lost')))).toEqual(unlocked);
    expect(seen(await client.putFile(Buffer.from('lost'), 'a'))).toEqual(unlocked);
    expect(seen(await client.unlock('a'))).toEqual(unlocked);
    expect(seen(await client.refreshLock('a'))).toEqual(unlocked);
    expect(statusOf(await client.lock('a'))).toBe(200);
    const held = { status: 409, lock: 'a' };
    expect(seen(await client.lock('b'))).toEqual(held);
    expect(seen(await client.unlock('b'))).toEqual(held);
    expect(seen(await client.refreshLock('b'))).toEqual(held);
    expect(seen(await client.putFile(Buffer.from('lost'), 'b'))).toEqual(held);
    expect((await client.getFile()).body.equals(FIRST)).toBe(true);
  },
};
