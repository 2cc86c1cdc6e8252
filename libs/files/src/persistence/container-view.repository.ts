import { Injectable } from '@nestjs/common';
import { Db } from '#database';
import type { AccessTokenClaims, Denial, Session, SessionAction, SessionRoute } from '#tokens';
import type { NewestChange } from '../containers/children-state.js';
import type { ContainerContext } from '../containers/container-context.js';
import type { CallerContext } from '../file.js';
import { limitedSession } from '../session-rights.js';
import * as sql from './container-view.sql.js';

/** A session, seen from one of its resources. */
type SessionClaims = Pick<AccessTokenClaims, 'tenantId' | 'sessionId' | 'resource'>;

interface CallerRow {
  readonly userId: string;
  readonly client: string;
  readonly action: SessionAction;
  readonly denied: Denial[];
  readonly route: SessionRoute;
  readonly expiresAt: Date;
  readonly readAt: Date;
  readonly displayName: string;
  readonly userInfo: string | null;
  readonly plan: 'business' | 'personal';
}

interface ContainerRow extends CallerRow, NewestChange {
  readonly name: string | null;
  readonly ownerId: string;
  readonly isRoot: boolean;
  readonly own: boolean;
}

/** What requests on containers and on the ecosystem look at. */
@Injectable()
export class ContainerViewRepository {
  constructor(private readonly db: Db) {}

  /** `gone`: the session lives, the container was deleted. Undefined: no such live session. */
  async containerContext(
    claims: SessionClaims & Pick<AccessTokenClaims, 'issuedAt'>,
  ): Promise<ContainerContext | 'gone' | undefined> {
    const { tenantId, sessionId, resource, issuedAt } = claims;
    const values = [tenantId, sessionId, resource.id, issuedAt];
    const [row] = await this.db.query<ContainerRow>(sql.CONTAINER_CONTEXT, values);
    if (!row) return undefined;
    const { name, ownerId, isRoot, own, changedXid, origin } = row;
    if (name === null) return 'gone';
    const caller = callerOf(claims, row);
    const session = limitedSession(caller.session, { own, right: null, folderRight: null });
    const container = { id: resource.id, name, ownerId, isRoot, newestChange: { changedXid, origin } };
    return { ...caller, session, container };
  }

  async callerContext(claims: SessionClaims): Promise<CallerContext | undefined> {
    const [row] = await this.db.query<CallerRow>(sql.CALLER_CONTEXT, [claims.tenantId, claims.sessionId]);
    return row && callerOf(claims, row);
  }
}

function callerOf({ tenantId, sessionId, resource }: SessionClaims, row: CallerRow): CallerContext {
  const { userId, client, action, denied, route, expiresAt, readAt, displayName, userInfo, plan } = row;
  const session: Session = {
    tenantId,
    sessionId,
    resource,
    userId,
    client,
    action,
    denied,
    route,
    expiresAt,
  };
  return { session, readAt, user: { id: userId, displayName, userInfo: userInfo ?? undefined }, plan };
}
