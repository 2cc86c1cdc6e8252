import { Injectable } from '@nestjs/common';
import type { Companion } from '#database';
import type {
  Container,
  ContainerKey,
  Creation,
  Move,
  NewContainer,
  Removal,
  Renaming,
} from './container.js';
import { ContainerRepository } from './container.repository.js';

/** The tree of folders. Each change is checked where it is made, so that no race leaves a child without its parent. */
@Injectable()
export class ContainersService {
  constructor(private readonly rows: ContainerRepository) {}

  find(key: ContainerKey): Promise<Container | undefined> {
    return this.rows.find(key);
  }

  /** From the root down to the folder itself; empty for one that does not exist. */
  pathTo(key: ContainerKey): Promise<Container[]> {
    return this.rows.pathTo(key);
  }

  /** The folders directly in this one, by name. */
  children(key: ContainerKey): Promise<Container[]> {
    return this.rows.children(key);
  }

  /** The new folder belongs to whom its parent belongs to. */
  create(container: NewContainer, companion?: Companion): Promise<Creation> {
    return this.rows.create(container, companion);
  }

  rename(key: ContainerKey, name: string, companion?: Companion): Promise<Renaming> {
    return this.rows.rename(key, name, companion);
  }

  /** With everything in it. */
  move(key: ContainerKey, parentId: string, companion?: Companion): Promise<Move> {
    return this.rows.move(key, parentId, companion);
  }

  /** Only an empty folder can be removed, and never a root. */
  remove(key: ContainerKey, userId: string, companion?: Companion): Promise<Removal> {
    return this.rows.remove(key, userId, companion);
  }

  /** Which of the names folders in this one have already. */
  takenNames(parent: ContainerKey, names: readonly string[]): Promise<Set<string>> {
    return this.rows.takenNames(parent, names);
  }
}
