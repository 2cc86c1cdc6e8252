import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

export interface StaticFile {
  readonly type: string;
  readonly bytes: Buffer;
}

/** The browser's files by name, read once. Only what lies in the folder at the start can ever be served. */
export function readStaticFiles(): ReadonlyMap<string, StaticFile> {
  const folder = staticFolder();
  const files = new Map<string, StaticFile>();
  for (const name of readdirSync(folder)) {
    const type = TYPES[extname(name)];
    if (type) files.set(name, { type, bytes: readFileSync(join(folder, name)) });
  }
  return files;
}

/** `apps/sandbox-office/static`, seen from the sources or from the compiled tree below the same root. */
function staticFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  for (;;) {
    const candidate = join(folder, 'apps', 'sandbox-office', 'static');
    if (existsSync(candidate)) return candidate;
    const parent = dirname(folder);
    if (parent === folder) throw new Error('the folder apps/sandbox-office/static is missing');
    folder = parent;
  }
}
