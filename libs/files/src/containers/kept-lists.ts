import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { type ChildrenKey, ChildrenRepository } from '../persistence/children.repository.js';
import { type ChildrenState, type NewestChange, surelyShows } from './children-state.js';

/** A finished answer of EnumerateChildren. */
export interface ChildList {
  readonly body: Buffer;
  /** What the body shows; undefined for one that is good for those who wait for it alone. */
  readonly state: ChildrenState | undefined;
}

const MAX_BYTES = 64 * 1024 * 1024;
/** Beside body and key. */
const OVERHEAD_BYTES = 1024;
/** Nothing depends on it but how long memory is held for somebody who does not come back. */
const KEPT_MS = 10 * 60 * 1000;

/**
 * Finished lists of children, each for one session. A list is used again only if it shows what had changed when the database was asked
 * about the request, so an answer shows everything that was committed before its request came, on whatever replica.
 */
@Injectable()
export class KeptLists {
  readonly #kept = new LRUCache<string, ChildList>({
    maxSize: MAX_BYTES,
    sizeCalculation: ({ body }, key) => body.length + 2 * key.length + OVERHEAD_BYTES,
    ttl: KEPT_MS,
  });
  readonly #underWay = new Map<string, Promise<ChildList>>();

  constructor(private readonly children: ChildrenRepository) {}

  /**
   * The list by that name if it still holds, or what `make` makes. Of callers that find none at once, one makes it for all; what
   * was begun before a caller came counts for him only if it shows what had changed by then.
   */
  async get(
    name: string,
    container: ChildrenKey,
    newest: NewestChange,
    make: () => Promise<ChildList>,
  ): Promise<Buffer> {
    await this.#underWay.get(name)?.catch(() => undefined);
    const kept = this.#kept.get(name);
    if (kept?.state && (await this.holds(kept.state, container, newest))) return kept.body;
    return (await (this.#underWay.get(name) ?? this.begin(name, make))).body;
  }

  /** Mostly the newest change, which the caller knows, says so alone. */
  private async holds(state: ChildrenState, container: ChildrenKey, newest: NewestChange): Promise<boolean> {
    return surelyShows(state, newest) || this.children.areUnchanged(container, state);
  }

  private begin(name: string, make: () => Promise<ChildList>): Promise<ChildList> {
    const making = this.make(name, make).finally(() => this.#underWay.delete(name));
    this.#underWay.set(name, making);
    return making;
  }

  private async make(name: string, make: () => Promise<ChildList>): Promise<ChildList> {
    const list = await make();
    if (list.state) this.#kept.set(name, list);
    return list;
  }
}
