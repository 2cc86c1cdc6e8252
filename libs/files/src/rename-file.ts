import { Injectable } from '@nestjs/common';
import { AuditService } from '#audit';
import type { PresentedLock } from '#locks';
import { WopiError } from '#wopi-protocol';
import type { AuditTrail } from './audit-trail.js';
import { ChangeUnderLock } from './change-under-lock.js';
import type { RequestContext } from './file.js';
import { baseOf, extensionOf, nameProblem } from './file-name.js';
import { FreeName } from './free-name.js';
import { FileRepository } from './persistence/file.repository.js';

/** RenameFile (`rest/files/renamefile`): a new base name; the extension, the id and the content stay. */
@Injectable()
export class RenameFile {
  constructor(
    private readonly files: FileRepository,
    private readonly freeName: FreeName,
    private readonly underLock: ChangeUnderLock,
    private readonly audit: AuditService,
  ) {}

  /**
   * Answers the new name without extension; where the wish is taken, the nearest free one.
   * @param presented needed when the file is locked
   * @throws WopiError `invalid_name`, `lock_mismatch`, `file_not_found`
   */
  async run(
    context: RequestContext,
    requestedName: string,
    presented: PresentedLock,
    trail: AuditTrail,
  ): Promise<string> {
    const { session, file } = context;
    const name = requestedName.normalize('NFC') + extensionOf(file.name);
    const problem = nameProblem(name);
    if (problem !== undefined) throw new WopiError('invalid_name', { reason: problem });
    const companion = this.audit.companion(trail.entry(200));
    const renamed = await this.underLock.run(session, presented, () =>
      this.rename(session, file.containerId, name, companion),
    );
    trail.markWritten();
    return baseOf(renamed);
  }

  private rename(
    { tenantId, fileId }: RequestContext['session'],
    containerId: string,
    wish: string,
    companion: ReturnType<AuditService['companion']>,
  ): Promise<string> {
    const attempt = async (name: string) => {
      const outcome = await this.files.rename(tenantId, fileId, name, companion);
      if (outcome === 'gone') throw new WopiError('file_not_found');
      return outcome === 'taken' ? ('taken' as const) : name;
    };
    return attempt(wish).then((name) =>
      name === 'taken' ? this.freeName.use(tenantId, containerId, wish, attempt) : name,
    );
  }
}
