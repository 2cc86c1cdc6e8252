import { readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { PORTAL_OPTIONS, type PortalOptions } from './portal-options.js';

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

export interface WebFile {
  readonly type: string;
  readonly content: Buffer;
}

/** The built pages, read once: a request names an entry of a table, never a path of the disk. */
@Injectable()
export class WebFiles {
  /** Undefined when the pages have not been built. */
  readonly index: Buffer | undefined;
  readonly #assets = new Map<string, WebFile>();

  constructor(@Inject(PORTAL_OPTIONS) { webRoot }: PortalOptions) {
    try {
      this.index = readFileSync(path.join(webRoot, 'index.html'));
      this.readAssets(path.join(webRoot, 'assets'));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
  }

  asset(name: string): WebFile | undefined {
    return this.#assets.get(name);
  }

  private readAssets(folder: string): void {
    for (const name of readdirSync(folder)) {
      const type = TYPES[path.extname(name)];
      if (type) this.#assets.set(name, { type, content: readFileSync(path.join(folder, name)) });
    }
  }
}
