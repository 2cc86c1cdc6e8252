import { Inject, Injectable } from '@nestjs/common';
import { IDENTITY_OPTIONS, type IdentityOptions } from '../identity.options.js';
import type { DirectoryEntry } from './directory-entry.js';
import { DirectoryRepository } from './directory.repository.js';

const MOST_CHARACTERS = 100;

/** Lets people find each other by name, and groups. */
@Injectable()
export class Directory {
  constructor(
    private readonly rows: DirectoryRepository,
    @Inject(IDENTITY_OPTIONS) private readonly options: IdentityOptions,
  ) {}

  /** At most 20 whose name or login has a word that begins with the text; nobody for a text without any. */
  async find(text: string): Promise<DirectoryEntry[]> {
    const wanted = text.normalize('NFC').trim().toLowerCase();
    if (wanted === '' || wanted.length > MOST_CHARACTERS) return [];
    return this.rows.find(this.options.tenantId, wanted);
  }
}
