import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Db } from '#database';
import * as sql from './user-info.sql.js';

/** Whose call it is, as far as the proxy can tell. */
export interface UserInfoCall {
  readonly tenantId: string;
  readonly instanceId: string;
  readonly accessToken: string;
}

/** What the proxy keeps of the users of instances that cannot do so themselves. Tokens are known by their hash only. */
@Injectable()
export class UserInfoRepository {
  constructor(private readonly db: Db) {}

  /** Remembers whose token it is, and answers what is kept of the user. */
  async see(
    { tenantId, instanceId, accessToken }: UserInfoCall,
    userKey: string,
  ): Promise<string | undefined> {
    const values = [tenantId, instanceId, hashOf(accessToken), userKey];
    return (await this.db.query<{ userInfo: string }>(sql.SEE, values))[0]?.userInfo;
  }

  /** False: the token was never seen. */
  async keep({ tenantId, instanceId, accessToken }: UserInfoCall, userInfo: string): Promise<boolean> {
    const rows = await this.db.query(sql.KEEP, [tenantId, instanceId, hashOf(accessToken), userInfo]);
    return rows.length === 1;
  }
}

const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();
