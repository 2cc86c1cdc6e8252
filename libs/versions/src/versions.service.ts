import { Injectable } from '@nestjs/common';
import { VersionRepository } from './persistence/version.repository.js';
import type { Version } from './version.js';

/** As many digits as a bigint surely holds. */
const NUMBER = /^[1-9]\d{0,17}$/;

/** The history of a file. New versions are written together with the file's row, by whoever moves it. */
@Injectable()
export class VersionsService {
  constructor(private readonly versions: VersionRepository) {}

  /** All versions, newest first; empty for a file that does not exist. */
  list(tenantId: string, fileId: string): Promise<Version[]> {
    return this.versions.list(tenantId, fileId);
  }

  async find(tenantId: string, fileId: string, version: string): Promise<Version | undefined> {
    return NUMBER.test(version) ? this.versions.find(tenantId, fileId, version) : undefined;
  }
}
