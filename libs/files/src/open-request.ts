import { Injectable } from '@nestjs/common';
import type { AccessTokenClaims } from '#tokens';
import { WopiError } from '#wopi-protocol';
import type { ContainerContext } from './containers/container-context.js';
import type { CallerContext, RequestContext } from './file.js';
import { ContainerViewRepository } from './persistence/container-view.repository.js';
import { FileRepository } from './persistence/file.repository.js';

/** Turns a verified token into what its request may know, in one round trip. */
@Injectable()
export class OpenRequest {
  constructor(
    private readonly files: FileRepository,
    private readonly views: ContainerViewRepository,
  ) {}

  /** @throws WopiError `invalid_token` for a session that ended or was revoked, `file_not_found` for a file that is gone */
  async run(claims: AccessTokenClaims): Promise<RequestContext> {
    return found(await this.files.requestContext(claims));
  }

  /** @throws WopiError as for files */
  async container(claims: AccessTokenClaims): Promise<ContainerContext> {
    return found(await this.views.containerContext(claims));
  }

  /** @throws WopiError `invalid_token` */
  async ecosystem(claims: AccessTokenClaims): Promise<CallerContext> {
    return found(await this.views.callerContext(claims));
  }
}

function found<T>(context: T | 'gone' | undefined): T {
  if (context === undefined) throw new WopiError('invalid_token');
  if (context === 'gone') throw new WopiError('file_not_found');
  return context as T;
}
