import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import jwt from 'jsonwebtoken';
import type { Companion } from '#database';
import type { IssuedToken, Session } from './access-token.js';
import { AUDIENCE, type TokenPayload } from './access-token-verifier.js';
import { KeyRing } from './key-ring.js';
import { SessionRepository, type SessionFilter } from './persistence/session.repository.js';
import { TOKEN_OPTIONS, type TokenOptions } from './token-options.js';

const LAUNCH_SECONDS = 15 * 60;

export type SessionRequest = Omit<Session, 'sessionId' | 'expiresAt'> & { readonly sessionId?: string };

/** The session that a derived one ends with: the first of its line, so that revoking it reaches all. */
export type ParentSession = Pick<Session, 'sessionId' | 'expiresAt'>;

/** Opens and revokes sessions. An access token is the signed name of a session row. */
@Injectable()
export class Sessions {
  constructor(
    private readonly rows: SessionRepository,
    private readonly keys: KeyRing,
    @Inject(TOKEN_OPTIONS) private readonly options: TokenOptions,
  ) {}

  /** @param parent a session that the new one must not outlive, and with which it is revoked */
  async open(request: SessionRequest, companion?: Companion, parent?: ParentSession): Promise<IssuedToken> {
    const { session } = await this.insert(request, companion, parent);
    return this.issue(session);
  }

  /** Also answers a ticket that opens the session's host page for 15 minutes without a sign-in. */
  async openWithTicket(
    request: SessionRequest,
    companion?: Companion,
  ): Promise<IssuedToken & { readonly ticket: string }> {
    const ticket = randomBytes(32).toString('base64url');
    const { session } = await this.insert(request, companion, undefined, ticket);
    return { ...(await this.issue(session)), ticket };
  }

  /** The session of a ticket, undefined when it is unknown, used up by time, or revoked. */
  async launched(tenantId: string, ticket: string): Promise<IssuedToken | undefined> {
    const session = await this.rows.launched(tenantId, sha256(ticket));
    return session && this.issue(session);
  }

  /** From the next request on, on every replica, tokens of these sessions are refused. Answers how many there were. */
  revoke(filter: SessionFilter, companion?: Companion): Promise<number> {
    return this.rows.revoke(filter, companion);
  }

  private async insert(
    request: SessionRequest,
    companion?: Companion,
    parent?: ParentSession,
    ticket?: string,
  ) {
    const opened = { ...request, sessionId: request.sessionId ?? randomUUID() };
    const { expiresAt } = await this.rows.open(
      {
        ...opened,
        parentSessionId: parent?.sessionId,
        notAfter: parent?.expiresAt,
        lifeSeconds: this.options.lifeSeconds,
        launch: ticket === undefined ? undefined : { sha256: sha256(ticket), lifeSeconds: LAUNCH_SECONDS },
      },
      companion,
    );
    return { session: { ...opened, expiresAt } satisfies Session };
  }

  private async issue(session: Session): Promise<IssuedToken> {
    const { keyId, secret } = await this.keys.signer();
    const payload: TokenPayload = {
      tid: session.tenantId,
      sid: session.sessionId,
      fid: session.fileId,
      uid: session.userId,
      act: session.action,
      cli: session.client,
      exp: Math.floor(session.expiresAt.getTime() / 1000),
    };
    const options = { algorithm: 'HS256', keyid: keyId, audience: AUDIENCE } as const;
    const accessToken = jwt.sign(payload, secret, options);
    return { session, accessToken, accessTokenTtl: payload.exp * 1000 };
  }
}

const sha256 = (text: string) => createHash('sha256').update(text).digest();
