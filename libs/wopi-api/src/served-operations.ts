import { Injectable } from '@nestjs/common';
import type { WopiOperationName } from '#wopi-protocol';
import { ContentOperations } from './operations/content.operations.js';
import { InfoOperations } from './operations/info.operations.js';
import { LockOperations } from './operations/lock.operations.js';
import { NameOperations } from './operations/name.operations.js';
import type { WopiHandler } from './wopi-request.js';

/** Every operation this host serves, by name. Whatever CheckFileInfo promises is looked up here. */
@Injectable()
export class ServedOperations {
  readonly #handlers: ReadonlyMap<WopiOperationName, WopiHandler>;
  readonly names: ReadonlySet<WopiOperationName>;

  constructor(info: InfoOperations, content: ContentOperations, lock: LockOperations, name: NameOperations) {
    const entries = [info, content, lock, name].flatMap(({ handlers }) => Object.entries(handlers));
    this.#handlers = new Map(entries as [WopiOperationName, WopiHandler][]);
    this.names = new Set(this.#handlers.keys());
  }

  handler(name: WopiOperationName): WopiHandler {
    return this.#handlers.get(name)!;
  }
}
