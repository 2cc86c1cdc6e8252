import { Injectable } from '@nestjs/common';
import { Sessions } from '#tokens';
import { WopiError } from '#wopi-protocol';
import type { RequestContext } from './file.js';
import { WopiSource } from './wopi-source.js';

export interface AccessTokenInfo {
  readonly AccessToken: string;
  /** Milliseconds since 1970. */
  readonly AccessTokenExpiry: number;
}

/**
 * GetNewAccessToken: a fresh token for the file of the request, within its session. It has the session's rights and end: a token that
 * could prolong itself would never end, whoever got hold of it.
 */
@Injectable()
export class NewAccessToken {
  constructor(
    private readonly sessions: Sessions,
    private readonly source: WopiSource,
  ) {}

  /**
   * @param wopiSrc X-WOPI-WopiSrc: the file's own address, on either way
   * @throws WopiError `file_not_found` for any other address
   */
  async run(
    { session, readAt }: RequestContext,
    wopiSrc: string | undefined,
  ): Promise<{ AccessTokenInfo: AccessTokenInfo }> {
    const own = (['direct', 'proxy'] as const).map((route) => this.source.of(session.fileId, route));
    if (wopiSrc === undefined || !own.includes(wopiSrc)) throw new WopiError('file_not_found');
    const tokenFor = await this.sessions.deriver(session, readAt);
    return {
      AccessTokenInfo: {
        AccessToken: tokenFor(session.resource),
        AccessTokenExpiry: Math.floor(session.expiresAt.getTime() / 1000) * 1000,
      },
    };
  }
}
