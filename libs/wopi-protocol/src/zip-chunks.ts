/** Where the Zip chunking scheme cuts an archive (page plus/file-transfer/file-content-data-model). */

/** Reads bytes of the archive; the range is always within it. */
export type ReadBytes = (start: number, length: number) => Promise<Buffer>;

const END_BYTES = 22;
const LONGEST_COMMENT = 65_535;
const LOCAL_BYTES = 30;
const CENTRAL_BYTES = 46;
const MOST_ENTRIES = 16_384;
const LARGEST_DIRECTORY = 8 * 1024 * 1024;

const Signature = { local: 0x04034b50, central: 0x02014b50, end: 0x06054b50 } as const;

interface Directory {
  readonly start: number;
  readonly size: number;
  readonly entries: number;
}

interface Entry {
  readonly start: number;
  readonly compressedSize: number;
}

/**
 * The lengths of an archive's chunks: for each entry its local header and what follows up to the next, and at last the central
 * directory with all behind it. Undefined for what is no archive, or one whose own words do not fit together, and for Zip64:
 * such content is one chunk.
 */
export async function zipChunkLengths(size: number, read: ReadBytes): Promise<number[] | undefined> {
  const directory = await findDirectory(size, read);
  if (!directory) return undefined;
  const entries = readEntries(await read(directory.start, directory.size), directory.entries);
  if (!entries) return undefined;
  const cuts = [0];
  for (const [n, { start, compressedSize }] of entries.entries()) {
    const next = entries[n + 1]?.start ?? directory.start;
    if (start + LOCAL_BYTES > next) return undefined;
    const header = await read(start, LOCAL_BYTES);
    const data = start + LOCAL_BYTES + header.readUInt16LE(26) + header.readUInt16LE(28);
    if (header.readUInt32LE(0) !== Signature.local || data + compressedSize > next) return undefined;
    cuts.push(start, data);
  }
  cuts.push(directory.start, size);
  return cuts.flatMap((cut, n) => (n > 0 && cut > cuts[n - 1]! ? [cut - cuts[n - 1]!] : []));
}

async function findDirectory(size: number, read: ReadBytes): Promise<Directory | undefined> {
  if (size < END_BYTES) return undefined;
  const tailStart = Math.max(0, size - END_BYTES - LONGEST_COMMENT);
  const tail = await read(tailStart, size - tailStart);
  for (let at = tail.length - END_BYTES; at >= 0; at--) {
    if (tail.readUInt32LE(at) !== Signature.end) continue;
    if (at + END_BYTES + tail.readUInt16LE(at + 20) !== tail.length) continue;
    const directory = {
      entries: tail.readUInt16LE(at + 10),
      size: tail.readUInt32LE(at + 12),
      start: tail.readUInt32LE(at + 16),
    };
    const fits = directory.start + directory.size <= tailStart + at && directory.size <= LARGEST_DIRECTORY;
    return fits && directory.entries <= MOST_ENTRIES ? directory : undefined;
  }
  return undefined;
}

/** In the order of the archive. */
function readEntries(directory: Buffer, count: number): Entry[] | undefined {
  const entries: Entry[] = [];
  for (let at = 0, n = 0; n < count; n++) {
    if (at + CENTRAL_BYTES > directory.length || directory.readUInt32LE(at) !== Signature.central)
      return undefined;
    entries.push({
      start: directory.readUInt32LE(at + 42),
      compressedSize: directory.readUInt32LE(at + 20),
    });
    at += CENTRAL_BYTES;
    at += directory.readUInt16LE(at - 18) + directory.readUInt16LE(at - 16) + directory.readUInt16LE(at - 14);
  }
  return entries.sort((a, b) => a.start - b.start);
}
