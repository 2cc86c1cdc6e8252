import { Inject, Injectable } from '@nestjs/common';
import { AccessTokenVerifier, Sessions } from '#tokens';
import { WopiError } from '#wopi-protocol';
import type { RequestContext } from './file.js';
import { FILES_OPTIONS, type FilesOptions } from './files-options.js';
import { OpenRequest } from './open-request.js';

const LIFE_SECONDS = 15 * 60;

/**
 * FileUrl (`rest/files/checkfileinfo`): an address that reads the file's newest content by a GET without token and proof. It works for
 * a quarter of an hour, within a living session only, and is told to clients that call this host directly: the proxy has its own checks,
 * which the address would pass by. `all` is for a proxy that puts an address of its own in its place, or leaves it out.
 */
@Injectable()
export class FileUrl {
  constructor(
    private readonly sessions: Sessions,
    private readonly tokens: AccessTokenVerifier,
    private readonly openRequest: OpenRequest,
    @Inject(FILES_OPTIONS) private readonly options: FilesOptions,
  ) {}

  /** Undefined where none is offered. */
  async of({ session, readAt, securedView }: RequestContext): Promise<string | undefined> {
    const { fileUrl = 'off', hostUrl } = this.options;
    if (securedView || (fileUrl !== 'all' && fileUrl !== session.route)) return undefined;
    const ticket = await this.sessions.fileTicket(session, readAt, LIFE_SECONDS);
    return `${hostUrl}/wopi/content/${session.fileId}?ticket=${ticket}`;
  }

  /** Whether a ticket is one of ours, whatever it is worth. */
  isOurs(ticket: string): Promise<boolean> {
    return this.tokens.isFileTicket(ticket);
  }

  /** @throws WopiError `invalid_token` also for a session that has ended or may no longer download, `file_not_found` */
  async open(fileId: string, ticket: string): Promise<RequestContext> {
    const claims = await this.tokens.verifyFileTicket(ticket);
    if (claims.resource.kind !== 'file' || claims.resource.id !== fileId)
      throw new WopiError('invalid_token');
    const context = await this.openRequest.run(claims);
    if (context.securedView) throw new WopiError('invalid_token');
    return context;
  }
}
