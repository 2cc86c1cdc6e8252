import { Injectable } from '@nestjs/common';
import { type Companion, Db } from '#database';
import type { Session } from '../access-token.js';
import * as sql from './session.sql.js';

export interface NewSession extends Omit<Session, 'expiresAt'> {
  readonly parentSessionId?: string | undefined;
  readonly lifeSeconds: number;
  readonly notAfter?: Date | undefined;
  readonly launch?: { readonly sha256: Buffer; readonly lifeSeconds: number } | undefined;
}

/** At least one of the three is given. */
export interface SessionFilter {
  readonly tenantId: string;
  readonly sessionId?: string | undefined;
  readonly userId?: string | undefined;
  readonly fileId?: string | undefined;
}

@Injectable()
export class SessionRepository {
  constructor(private readonly db: Db) {}

  async open(session: NewSession, companion?: Companion): Promise<{ expiresAt: Date }> {
    const { tenantId, sessionId, parentSessionId, fileId, userId, client, action, denied, route } = session;
    const values = [
      tenantId,
      sessionId,
      parentSessionId ?? null,
      fileId,
      userId,
      client,
      action,
      [...denied],
      route,
    ];
    const { lifeSeconds, notAfter, launch } = session;
    const limits = [lifeSeconds, notAfter ?? null, launch?.sha256 ?? null, launch?.lifeSeconds ?? 0];
    const [row] = await this.db.change<{ expiresAt: Date }>(sql.OPEN, [...values, ...limits], companion);
    return row!;
  }

  async revoke(
    { tenantId, sessionId, userId, fileId }: SessionFilter,
    companion?: Companion,
  ): Promise<number> {
    const values = [tenantId, sessionId ?? null, userId ?? null, fileId ?? null];
    return (await this.db.change(sql.REVOKE, values, companion)).length;
  }

  async launched(tenantId: string, ticketSha256: Buffer): Promise<Session | undefined> {
    const [row] = await this.db.query<Omit<Session, 'tenantId'>>(sql.LAUNCH, [tenantId, ticketSha256]);
    return row && { tenantId, ...row };
  }

  async forgetOld(): Promise<void> {
    await this.db.query(sql.FORGET_OLD);
  }
}
