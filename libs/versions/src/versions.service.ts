import { Injectable } from '@nestjs/common';
import type { Companion } from '#database';
import { VersionRepository } from './persistence/version.repository.js';
import type { ListedVersion, Version } from './version.js';

/** As many digits as a bigint surely holds. */
const NUMBER = /^[1-9]\d{0,17}$/;

/** The history of a file. New versions are written together with the file's row, by whoever moves it. */
@Injectable()
export class VersionsService {
  constructor(private readonly versions: VersionRepository) {}

  /** All versions, newest first; empty for a file that does not exist. */
  list(tenantId: string, fileId: string): Promise<ListedVersion[]> {
    return this.versions.list(tenantId, fileId);
  }

  async find(tenantId: string, fileId: string, version: string): Promise<Version | undefined> {
    return NUMBER.test(version) ? this.versions.find(tenantId, fileId, version) : undefined;
  }

  /** Gives a version a label, or takes it away; false when there is no such version. */
  async label(key: VersionKey, label: string | undefined, companion: Companion): Promise<boolean> {
    return NUMBER.test(key.version) && this.versions.label(valuesOf(key), label ?? null, companion);
  }

  /** Keeps a version whatever the policy says, or no longer; false when there is no such version. */
  async pin(key: VersionKey, pinned: boolean, companion: Companion): Promise<boolean> {
    return NUMBER.test(key.version) && this.versions.pin(valuesOf(key), pinned, companion);
  }
}

export interface VersionKey {
  readonly tenantId: string;
  readonly fileId: string;
  readonly version: string;
}

const valuesOf = ({ tenantId, fileId, version }: VersionKey) => [tenantId, fileId, version];
