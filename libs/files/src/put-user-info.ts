import { Injectable } from '@nestjs/common';
import { AuditService } from '#audit';
import { WopiError } from '#wopi-protocol';
import type { AuditTrail } from './audit-trail.js';
import type { RequestContext } from './file.js';
import { FileRepository } from './persistence/file.repository.js';

/** The specification's limit: 1,024 ASCII characters. */
export const USER_INFO_MAX_LENGTH = 1024;

/** PutUserInfo (`rest/files/putuserinfo`): kept per user, answered verbatim as CheckFileInfo's `UserInfo`. */
@Injectable()
export class PutUserInfo {
  constructor(
    private readonly files: FileRepository,
    private readonly audit: AuditService,
  ) {}

  /** @throws WopiError `invalid_header` for anything but ASCII */
  async run({ session, user }: RequestContext, userInfo: string, trail: AuditTrail): Promise<void> {
    if (!/^[\t\n\r\x20-\x7e]*$/.test(userInfo))
      throw new WopiError('invalid_header', { reason: 'UserInfo must be ASCII' });
    const companion = this.audit.companion(trail.entry(200, { bytesIn: userInfo.length }));
    await this.files.putUserInfo(session.tenantId, user.id, userInfo, companion);
    trail.markWritten();
  }
}
