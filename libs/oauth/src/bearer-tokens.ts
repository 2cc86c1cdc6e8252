import { Injectable } from '@nestjs/common';
import type { Bearer } from './grant.js';
import { OAuthRecordRepository } from './persistence/oauth-record.repository.js';

/** The pages of the bootstrapper write a colon after the scheme, RFC 6750 does not. */
const AUTHORIZATION = /^Bearer:? +([A-Za-z0-9_-]{20,256})$/i;

/** Access tokens of apps: 256 random bits whose row says, request by request, what they are worth. */
@Injectable()
export class BearerTokens {
  constructor(private readonly records: OAuthRecordRepository) {}

  /**
   * Who stands behind an `Authorization` header; undefined where it is missing, or its token expired, was revoked, is of another
   * tenant, or its person was disabled.
   */
  async find(authorization: string | undefined): Promise<Bearer | undefined> {
    const token = AUTHORIZATION.exec(authorization ?? '')?.[1];
    return token === undefined ? undefined : this.records.bearer(token);
  }
}
