import { readdir, stat } from 'node:fs/promises';
import * as path from 'node:path';

/** What an installation stores, by the disk. */
export async function storedIn(dataDir: string): Promise<{ blobs: number; bytes: number }> {
  const root = path.join(dataDir, 'blobs');
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const sizes = await Promise.all(files.map((file) => stat(path.join(file.parentPath, file.name))));
  return { blobs: files.length, bytes: sizes.reduce((sum, { size }) => sum + size, 0) };
}
