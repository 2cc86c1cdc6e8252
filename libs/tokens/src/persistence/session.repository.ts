import { Injectable } from '@nestjs/common';
import { type Companion, Db } from '#database';
import { ECOSYSTEM, type Session } from '../access-token.js';
import * as sql from './session.sql.js';

export interface NewSession extends Omit<Session, 'expiresAt'> {
  readonly lifeSeconds: number;
  readonly launch?: { readonly sha256: Buffer; readonly lifeSeconds: number } | undefined;
  readonly grantId?: string | undefined;
  /** The link by which the session came. */
  readonly shareLinkId?: string | undefined;
  /** An application answers for the user. */
  readonly vouched?: boolean | undefined;
}

/** What a session's row has said since it was opened. */
export type SessionOrigin = Pick<Session, 'userId' | 'client' | 'action' | 'expiresAt'>;

/** A session's row with the moment it was opened. */
export interface OpenedRow {
  readonly session: Session;
  readonly openedAt: Date;
}

type SessionRow = Omit<Session, 'tenantId' | 'resource'> & {
  readonly fileId: string | null;
  readonly containerId: string | null;
  readonly openedAt: Date;
};

/** At least one of the three is given. */
export interface SessionFilter {
  readonly tenantId: string;
  readonly sessionId?: string | undefined;
  readonly userId?: string | undefined;
  readonly fileId?: string | undefined;
  /** All live sessions of the tenant, where nothing above says which. */
  readonly all?: boolean | undefined;
}

@Injectable()
export class SessionRepository {
  constructor(private readonly db: Db) {}

  /** Undefined when the grant or the share link has ended by which the session comes. */
  async open(
    session: NewSession,
    companion?: Companion,
  ): Promise<{ expiresAt: Date; openedAt: Date } | undefined> {
    const { tenantId, sessionId, resource, userId, client, action, denied, route } = session;
    const idOf = (kind: string) => (resource.kind === kind ? resource.id : null);
    const place = [tenantId, sessionId, idOf('file'), idOf('container')];
    const { lifeSeconds, launch, grantId, shareLinkId, vouched } = session;
    const limits = [lifeSeconds, launch?.sha256 ?? null, launch?.lifeSeconds ?? 0];
    const origin = [grantId ?? null, shareLinkId ?? null, vouched ?? false];
    const values = [...place, userId, client, action, [...denied], route, ...limits, ...origin];
    const [row] = await this.db.change<{ expiresAt: Date; openedAt: Date }>(sql.OPEN, values, companion);
    return row;
  }

  async revoke(
    { tenantId, sessionId, userId, fileId, all }: SessionFilter,
    companion?: Companion,
  ): Promise<number> {
    const values = [tenantId, sessionId ?? null, userId ?? null, fileId ?? null, all ?? false];
    const [row] = await this.db.change<{ revoked: number }>(sql.REVOKE, values, companion);
    return row?.revoked ?? 0;
  }

  async origin(tenantId: string, sessionId: string): Promise<SessionOrigin | undefined> {
    return (await this.db.query<SessionOrigin>(sql.ORIGIN, [tenantId, sessionId]))[0];
  }

  async launched(tenantId: string, ticketSha256: Buffer): Promise<OpenedRow | undefined> {
    const [row] = await this.db.query<SessionRow>(sql.LAUNCH, [tenantId, ticketSha256]);
    if (!row) return undefined;
    const { fileId, containerId, openedAt, ...session } = row;
    return { session: { tenantId, ...session, resource: resourceOf(fileId, containerId) }, openedAt };
  }

  async forgetOld(): Promise<void> {
    await this.db.query(sql.FORGET_OLD);
  }
}

function resourceOf(fileId: string | null, containerId: string | null): Session['resource'] {
  if (fileId !== null) return { kind: 'file', id: fileId };
  return containerId === null ? ECOSYSTEM : { kind: 'container', id: containerId };
}
