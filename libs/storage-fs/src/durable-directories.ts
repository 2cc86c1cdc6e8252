import * as fs from 'node:fs/promises';
import * as path from 'node:path';

/**
 * Folders whose names are on the disk, up to the root and its own. One that was found may have been made by another process a moment ago,
 * so it counts only once this process has had it kept, too: once for each folder.
 */
export class DurableDirectories {
  readonly #known = new Map<string, Promise<void>>();

  constructor(private readonly root: string) {}

  /** Makes a folder below the root, and what is missing above it. */
  ensure(directory: string): Promise<void> {
    let known = this.#known.get(directory);
    if (!known) {
      known = this.make(directory);
      this.#known.set(directory, known);
      known.catch(() => this.#known.delete(directory));
    }
    return known;
  }

  /** Looks at all of them anew. */
  forget(): void {
    this.#known.clear();
  }

  private async make(directory: string): Promise<void> {
    if (directory === this.root) return makeRoot(directory);
    await this.ensure(path.dirname(directory));
    await makeOne(directory);
  }
}

/** By Node's `recursive` a full disk would look like a missing one. */
async function makeRoot(directory: string): Promise<void> {
  try {
    await makeOne(directory);
  } catch (error) {
    const parent = path.dirname(directory);
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || parent === directory) throw error;
    await makeRoot(parent);
    await makeOne(directory);
  }
}

/** Below a folder that is there. */
async function makeOne(directory: string): Promise<void> {
  await keepName(directory, await isMade(directory));
}

/** Whether it was not there before. */
async function isMade(directory: string): Promise<boolean> {
  try {
    await fs.mkdir(directory, 0o750);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return false;
  }
}

/** A disk tells only once that it could not keep something: what was made is made anew then, so that it is asked to keep that. */
async function keepName(directory: string, made: boolean): Promise<void> {
  try {
    await syncDirectory(path.dirname(directory));
  } catch (error) {
    // What this account may not even open it cannot have changed, and was there before it.
    if (!made && (error as NodeJS.ErrnoException).code === 'EACCES') return;
    if (made) await fs.rmdir(directory).catch(() => undefined);
    throw error;
  }
}

/** Has the disk keep the names in a folder. */
export async function syncDirectory(directory: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await fs.open(directory, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
