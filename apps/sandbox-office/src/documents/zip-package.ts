import { strFromU8, strToU8, unzipSync, zipSync, type Zippable } from 'fflate';
import { DocumentError } from './document-error.js';

const MAX_UNPACKED_BYTES = 256 * 1024 * 1024;
const MAX_XML_BYTES = 64 * 1024 * 1024;
const WRITTEN_AT = new Date(1980, 0, 1);

/** The parts of an Office Open XML package by name, in the order of the archive. */
export type ZipPackage = Readonly<Record<string, Uint8Array>>;

/** Unpacks a package; refuses what is no zip file and what would unpack to more than 256 MiB. */
export function openPackage(bytes: Uint8Array): ZipPackage {
  let total = 0;
  try {
    return unzipSync(bytes, {
      filter: (entry) => {
        total += entry.originalSize;
        if (total > MAX_UNPACKED_BYTES)
          throw new DocumentError('This document is too large for the sandbox.');
        return true;
      },
    });
  } catch (error) {
    if (error instanceof DocumentError) throw error;
    throw new DocumentError('This file is no Office document: its zip package cannot be read.');
  }
}

/** Packs the parts again, `changed` in place of their originals, order and all other contents as they were. */
export function packPackage(original: ZipPackage, changed: ZipPackage): Uint8Array {
  const parts: Zippable = {};
  for (const [name, content] of Object.entries(original)) parts[name] = changed[name] ?? content;
  return zipSync(parts, { level: 6, mtime: WRITTEN_AT });
}

/** A part as text without byte order mark; undefined when the package has no such part. */
export function partText(pack: ZipPackage, name: string): string | undefined {
  const bytes = Object.hasOwn(pack, name) ? pack[name] : undefined;
  if (!bytes) return undefined;
  if (bytes.length > MAX_XML_BYTES) throw new DocumentError('This document is too large for the sandbox.');
  const utf16 = (bytes[0] === 0xfe && bytes[1] === 0xff) || (bytes[0] === 0xff && bytes[1] === 0xfe);
  if (utf16) throw new DocumentError('The sandbox reads Office documents in UTF-8 only.');
  return strFromU8(bytes).replace(/^\uFEFF/, '');
}

/** Text of a part as bytes. */
export const partBytes = (text: string): Uint8Array => strToU8(text);
