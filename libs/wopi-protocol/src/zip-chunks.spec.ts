import { randomBytes } from 'node:crypto';
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { zipChunkLengths } from './zip-chunks.js';

const chunksOf = (bytes: Buffer) =>
  zipChunkLengths(bytes.length, async (start, length) => {
    expect(start + length).toBeLessThanOrEqual(bytes.length);
    return bytes.subarray(start, start + length);
  });

const archive = (parts: Record<string, Buffer>) => Buffer.from(zipSync(parts, { level: 0 }));

describe('the Zip chunking scheme', () => {
  it('cuts in front of each header, behind it, and in front of the directory', async () => {
    const bytes = archive({ 'a.xml': Buffer.alloc(1000), 'dir/b.xml': Buffer.alloc(20) });
    const lengths = await chunksOf(bytes);
    const directory = bytes.length - (30 + 5 + 1000 + 30 + 9 + 20);
    expect(lengths).toEqual([30 + 5, 1000, 30 + 9, 20, directory]);
  });

  it('has no chunk without bytes', async () => {
    const lengths = await chunksOf(archive({ 'empty.xml': Buffer.alloc(0), 'b.xml': Buffer.alloc(3) }));
    expect(lengths).toHaveLength(4);
    expect(lengths).not.toContain(0);
  });

  it('covers what stands before the archive, between its entries and behind it', async () => {
    const bytes = archive({ 'a.xml': Buffer.alloc(10), 'b.xml': Buffer.alloc(20) });
    const second = 30 + 5 + 10;
    const descriptor = Buffer.from('data descriptor');
    const gapped = Buffer.concat([bytes.subarray(0, second), descriptor, bytes.subarray(second)]);
    const directory = second + descriptor.length + 30 + 5 + 20;
    gapped.writeUInt32LE(second + descriptor.length, directory + 46 + 5 + 42);
    gapped.writeUInt32LE(directory, gapped.length - 6);
    expect(await chunksOf(gapped)).toEqual([35, 10 + descriptor.length, 35, 20, gapped.length - directory]);
  });

  it('holds for an archive of nothing but its end', async () => {
    expect(await chunksOf(archive({}))).toEqual([22]);
  });

  const whole = archive({ 'a.xml': Buffer.alloc(10), 'b.xml': Buffer.alloc(20) });
  const changed = (at: number, ...values: number[]) => {
    const bytes = Buffer.from(whole);
    values.forEach((value, n) => (bytes[at + n] = value));
    return bytes;
  };
  const directory = 35 + 10 + 35 + 20;
  it.each([
    ['nothing', Buffer.alloc(0)],
    ['text', Buffer.from('SampleTextVersion-1')],
    ['noise', randomBytes(100_000)],
    ['an archive that was cut off', whole.subarray(0, -1)],
    ['a directory that points behind the end', changed(whole.length - 6, 0xff, 0xff, 0xff, 0x7f)],
    ['a directory with more entries than it holds', changed(whole.length - 12, 0xff, 0x3f)],
    ['an entry larger than the archive', changed(directory + 20, 0xff, 0xff, 0xff, 0x7f)],
    ['an entry that starts within another', changed(directory + 51 + 42, 3)],
    ['a local header that is none', changed(0, 0)],
    ['a local header longer than its entry', changed(28, 0xff, 0xff)],
    ['Zip64', changed(whole.length - 6, 0xff, 0xff, 0xff, 0xff)],
  ])('does not take %s for an archive', async (_, bytes) => {
    expect(await chunksOf(bytes)).toBeUndefined();
  });
});
