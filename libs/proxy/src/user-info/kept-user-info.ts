import type { IncomingMessage } from 'node:http';
import { Injectable, Logger } from '@nestjs/common';
import { WopiError } from '#wopi-protocol';
import type { AdmittedCall } from '../admission.js';
import { type UserInfoCall, UserInfoRepository } from '../persistence/user-info.repository.js';
import { editMembers } from '../rewriting/json-members.js';
import { Pseudonyms } from '../rewriting/pseudonyms.js';

/** The specification's limit: ASCII characters. */
const MAX_LENGTH = 1024;
const ASCII = /^[\t\n\r\x20-\x7e]*$/;

/** PutUserInfo for instances that answer 501 to it, where the tenant's policy says so; page "PutUserInfo". */
@Injectable()
export class KeptUserInfo {
  private readonly logger = new Logger(KeptUserInfo.name);

  constructor(
    private readonly rows: UserInfoRepository,
    private readonly pseudonyms: Pseudonyms,
  ) {}

  /** Whether the proxy steps in when the instance cannot. */
  isWanted({ operation, route }: AdmittedCall): boolean {
    return operation === 'PutUserInfo' && route.tenant.policy.keepUserInfo;
  }

  /**
   * What CheckFileInfo is to say in the place of an instance that does not support it.
   * Undefined where it does, where its answer names no user, and where the rows cannot be read.
   */
  async membersFor(call: AdmittedCall, info: Buffer): Promise<Readonly<Record<string, unknown>> | undefined> {
    if (call.operation !== 'CheckFileInfo' || !call.route.tenant.policy.keepUserInfo) return undefined;
    let userId: string | undefined;
    let supported = false;
    editMembers(info.toString(), (name, value) => {
      if (name === 'UserId') userId = value;
      if (name === 'SupportsUserInfo') supported = value === 'true';
      return undefined;
    });
    if (userId === undefined || supported) return undefined;
    const from = callerOf(call);
    try {
      const userInfo = await this.rows.see(
        from,
        this.pseudonyms.of(from.tenantId, `${from.instanceId} ${userId}`),
      );
      return { SupportsUserInfo: true, ...(userInfo !== undefined && { UserInfo: userInfo }) };
    } catch (error) {
      this.logger.error(error);
      return undefined;
    }
  }

  /** @throws WopiError body_too_large; invalid_header for anything but ASCII */
  async read(request: IncomingMessage): Promise<string> {
    const chunks: Buffer[] = [];
    let length = 0;
    for await (const chunk of request as AsyncIterable<Buffer>) {
      length += chunk.length;
      if (length > MAX_LENGTH) throw new WopiError('body_too_large');
      chunks.push(chunk);
    }
    const text = Buffer.concat(chunks).toString('latin1');
    if (!ASCII.test(text)) throw new WopiError('invalid_header', { reason: 'UserInfo must be ASCII' });
    return text;
  }

  /** False: the token was never seen in a CheckFileInfo, so nobody knows whose it is. */
  keep(call: AdmittedCall, userInfo: string): Promise<boolean> {
    return this.rows.keep(callerOf(call), userInfo);
  }
}

function callerOf({ route, accessToken }: AdmittedCall): UserInfoCall {
  const { tenantId } = route.tenant;
  return { tenantId, instanceId: route.instance.instanceId, accessToken };
}
