import { Injectable } from '@nestjs/common';
import { alternativeName } from './file-name.js';
import { FileRepository } from './persistence/file.repository.js';

const BATCH = 20;
const MOST = 10_000;
/** How often a name may be snatched away between the look and the write. */
const ATTEMPTS = 10;

/** The wish itself if it is free, else its first free alternative. */
export async function findFree(
  wish: string,
  alternative: (wish: string, n: number) => string,
  takenOf: (names: readonly string[]) => Promise<ReadonlySet<string>>,
): Promise<string> {
  for (let first = 1; first < MOST; first += BATCH) {
    const names = Array.from({ length: BATCH }, (_, i) =>
      first + i === 1 ? wish : alternative(wish, first + i),
    );
    const taken = await takenOf(names);
    const free = names.find((name) => !taken.has(name));
    if (free !== undefined) return free;
  }
  throw new Error(`more than ${MOST} of one name`);
}

/** Calls `use` with what `find` finds until it answers something else than `'taken'`. */
export async function useFree<T>(
  find: () => Promise<string>,
  use: (name: string) => Promise<T | 'taken'>,
): Promise<T> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const outcome = await use(await find());
    if (outcome !== 'taken') return outcome;
  }
  throw new Error('a free name was taken by others again and again');
}

/** Finds names that no other file in the container has: `report.docx`, `report (2).docx`, … */
@Injectable()
export class FreeName {
  constructor(private readonly files: FileRepository) {}

  /** The wish itself if it is free, else its first free alternative. */
  find(tenantId: string, containerId: string, wish: string): Promise<string> {
    return findFree(wish, alternativeName, (names) => this.files.takenNames(tenantId, containerId, names));
  }

  /** Calls `use` with free names until it answers something else than `'taken'`. */
  use<T>(
    tenantId: string,
    containerId: string,
    wish: string,
    use: (name: string) => Promise<T | 'taken'>,
  ): Promise<T> {
    return useFree(() => this.find(tenantId, containerId, wish), use);
  }
}
