import { Injectable } from '@nestjs/common';
import { type ClientProfileName, isPlus } from '#files';
import { PLUS_OPERATIONS, type WopiOperationName } from '#wopi-protocol';
import { ChunkOperations } from './operations/chunk.operations.js';
import { CoauthOperations } from './operations/coauth.operations.js';
import { ContainerOperations } from './operations/container.operations.js';
import { ContentOperations } from './operations/content.operations.js';
import { EcosystemOperations } from './operations/ecosystem.operations.js';
import { InfoOperations } from './operations/info.operations.js';
import { LockOperations } from './operations/lock.operations.js';
import { NameOperations } from './operations/name.operations.js';
import { SharingOperations } from './operations/sharing.operations.js';
import type { WopiHandler } from './wopi-request.js';

/** Every operation this host serves, by name. Whatever CheckFileInfo promises is looked up here. */
@Injectable()
export class ServedOperations {
  readonly #handlers: ReadonlyMap<WopiOperationName, WopiHandler>;
  readonly #all: ReadonlySet<WopiOperationName>;
  readonly #withoutPlus: ReadonlySet<WopiOperationName>;

  constructor(
    info: InfoOperations,
    content: ContentOperations,
    lock: LockOperations,
    name: NameOperations,
    coauth: CoauthOperations,
    chunk: ChunkOperations,
    container: ContainerOperations,
    ecosystem: EcosystemOperations,
    sharing: SharingOperations,
  ) {
    const classes = [info, content, lock, name, coauth, chunk, container, ecosystem, sharing];
    const entries = classes.flatMap(({ handlers }) => Object.entries(handlers));
    this.#handlers = new Map(entries as [WopiOperationName, WopiHandler][]);
    this.#all = new Set(this.#handlers.keys());
    this.#withoutPlus = new Set([...this.#all].filter((operation) => !PLUS_OPERATIONS.has(operation)));
  }

  /** What is offered to clients of a profile: the operations of CSPP Plus only to its members. */
  namesFor(profile: ClientProfileName): ReadonlySet<WopiOperationName> {
    return isPlus(profile) ? this.#all : this.#withoutPlus;
  }

  handler(name: WopiOperationName): WopiHandler {
    return this.#handlers.get(name)!;
  }
}
