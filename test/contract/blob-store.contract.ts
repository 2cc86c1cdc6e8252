import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { BlobAddress, BlobStore } from '#storage';
import { describe, expect, it } from 'vitest';

/** What every blob store promises. `open` answers a store over the same place each time it is called. */
export function blobStoreContract(open: () => BlobStore): void {
  const tenantId = randomUUID();
  const limits = { maxBytes: 64 * 1024 * 1024 };
  const write = (content: Buffer, more = {}) =>
    open().write(tenantId, Readable.from(pieces(content)), { ...limits, ...more });
  const read = async (blob: BlobAddress, range?: { start: number; end: number }) => {
    const content = await open().read(blob, range);
    return content instanceof Readable ? buffer(content) : content;
  };
  const list = async () => {
    const found: string[] = [];
    for await (const blob of open().listOlder(new Date(Date.now() + 1000)))
      if (blob.tenantId === tenantId) found.push(blob.key);
    return found;
  };

  describe.each([0, 1, 1000, 300_000, 3_000_000])('%i bytes', (size) => {
    it('come back as they went in, with their size and hash', async () => {
      const content = randomBytes(size);
      const blob = await write(content);
      expect(blob).toMatchObject({ size, sha256: createHash('sha256').update(content).digest() });
      expect((await read({ tenantId, key: blob.key })).equals(content)).toBe(true);
    });
  });

  it('gives every write a fresh key', async () => {
    const [a, b] = await Promise.all([write(Buffer.from('same')), write(Buffer.from('same'))]);
    expect(a.key).not.toBe(b.key);
  });

  it.each([
    [0, 0],
    [10, 299_999],
    [299_990, 299_999],
    [5, 280_000],
  ])('reads the bytes %i to %i', async (start, end) => {
    const content = randomBytes(300_000);
    const { key } = await write(content);
    expect((await read({ tenantId, key }, { start, end })).equals(content.subarray(start, end + 1))).toBe(
      true,
    );
  });

  it('leaves nothing of a write that is refused or breaks off', async () => {
    const before = await list();
    const content = randomBytes(200_000);
    await expect(write(content, { maxBytes: 199_999 })).rejects.toMatchObject({ code: 'too_large' });
    await expect(write(content, { expectedBytes: 200_001 })).rejects.toMatchObject({ code: 'size_mismatch' });
    const broken = new Readable({ read: () => undefined });
    broken.push(content);
    setTimeout(() => broken.destroy(new Error('gone')), 20);
    await expect(open().write(tenantId, broken, limits)).rejects.toMatchObject({ code: 'interrupted' });
    expect((await list()).length).toBe(before.length);
  });

  it('survives a sender that fails before it is listened to', async () => {
    const failing = new Readable({ read: () => undefined });
    const written = open().write(tenantId, failing, limits);
    failing.destroy(new Error('gone at once'));
    await expect(written).rejects.toMatchObject({ code: 'interrupted' });
  });

  it('refuses a sender that is gone before it began', async () => {
    const gone = new Readable({ read: () => undefined }).destroy();
    await expect(open().write(tenantId, gone, limits)).rejects.toMatchObject({ code: 'interrupted' });
  });

  it('leaves the sender of what it refuses alone', async () => {
    const content = Readable.from(pieces(randomBytes(400_000)));
    await expect(open().write(tenantId, content, { maxBytes: 1000 })).rejects.toMatchObject({
      code: 'too_large',
    });
    expect(content.destroyed).toBe(false);
  });

  it('fails rather than send less than was asked for', async () => {
    const { key } = await write(Buffer.from('short'));
    await expect(read({ tenantId, key }, { start: 0, end: 5 })).rejects.toMatchObject({ code: 'failed' });
  });

  it('does not know the blobs of another tenant', async () => {
    const { key } = await write(Buffer.from('mine'));
    await expect(open().read({ tenantId: randomUUID(), key })).rejects.toMatchObject({ code: 'missing' });
  });

  it('never takes a key for a path', async () => {
    for (const key of ['../../../etc/passwd', '..', '', 'x'.repeat(32), `${'a'.repeat(31)}/`]) {
      await expect(open().read({ tenantId, key })).rejects.toMatchObject({ code: 'missing' });
    }
  });

  it('removes, and takes a missing blob for removed', async () => {
    const { key } = await write(Buffer.from('gone'));
    await open().remove({ tenantId, key });
    await open().remove({ tenantId, key });
    await expect(open().read({ tenantId, key })).rejects.toMatchObject({ code: 'missing' });
  });

  it('lists what is older than a moment, and only that', async () => {
    const { key } = await write(Buffer.from('listed'));
    expect(await list()).toContain(key);
    const older: string[] = [];
    for await (const blob of open().listOlder(new Date(Date.now() - 60_000))) older.push(blob.key);
    expect(older).not.toContain(key);
  });

  it('checks itself', () => expect(open().check()).resolves.toBeUndefined());
}

function* pieces(content: Buffer): Generator<Buffer> {
  for (let start = 0; start < content.length; start += 65_536) yield content.subarray(start, start + 65_536);
}
