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

/** Rows of folders. */
export abstract class ContainerRepository {
  abstract find(key: ContainerKey): Promise<Container | undefined>;
  abstract pathTo(key: ContainerKey): Promise<Container[]>;
  abstract children(key: ContainerKey): Promise<Container[]>;
  abstract create(container: NewContainer, companion?: Companion): Promise<Creation>;
  abstract rename(key: ContainerKey, name: string, companion?: Companion): Promise<Renaming>;
  abstract move(key: ContainerKey, parentId: string, companion?: Companion): Promise<Move>;
  abstract remove(key: ContainerKey, userId: string, companion?: Companion): Promise<Removal>;
  abstract takenNames(parent: ContainerKey, names: readonly string[]): Promise<Set<string>>;
}
