import { Injectable } from '@nestjs/common';
import { type ContainerKey, ContainersService } from '#containers';
import { alternativeFolderName } from '../file-name.js';
import { findFree, useFree } from '../free-name.js';

/** Finds names that no other folder in the container has: `Letters`, `Letters (2)`, … */
@Injectable()
export class FreeFolderName {
  constructor(private readonly containers: ContainersService) {}

  find(parent: ContainerKey, wish: string): Promise<string> {
    return findFree(wish, alternativeFolderName, (names) => this.containers.takenNames(parent, names));
  }

  /** Calls `use` with free names until it answers something else than `'taken'`. */
  use<T>(parent: ContainerKey, wish: string, use: (name: string) => Promise<T | 'taken'>): Promise<T> {
    return useFree(() => this.find(parent, wish), use);
  }
}
