import { Injectable } from '@nestjs/common';
import type { AccessTokenClaims } from '#tokens';
import { WopiError } from '#wopi-protocol';
import type { RequestContext } from './file.js';
import { FileRepository } from './persistence/file.repository.js';

/** Turns a verified token into what its request may know, in one round trip. */
@Injectable()
export class OpenRequest {
  constructor(private readonly files: FileRepository) {}

  /** @throws WopiError `invalid_token` for a session that ended or was revoked, `file_not_found` for a file that is gone */
  async run(claims: AccessTokenClaims): Promise<RequestContext> {
    const context = await this.files.requestContext(claims);
    if (context === undefined) throw new WopiError('invalid_token');
    if (context === 'gone') throw new WopiError('file_not_found');
    return context;
  }
}
