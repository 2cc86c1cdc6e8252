import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Companion } from '#database';
import { WopiError } from '#wopi-protocol';
import type { IssuedToken, Resource, Session } from './access-token.js';
import { AUDIENCE, FILE_TICKET_AUDIENCE, type TokenPayload } from './access-token-verifier.js';
import { derivedTokenWriter } from './derived-token.js';
import { KeyRing } from './key-ring.js';
import { type OpenedRow, SessionRepository, type SessionFilter } from './persistence/session.repository.js';
import { TOKEN_OPTIONS, type TokenOptions } from './token-options.js';
import { writeToken } from './token-writer.js';

const LAUNCH_SECONDS = 15 * 60;

export type SessionRequest = Omit<Session, 'sessionId' | 'expiresAt'> & {
  readonly sessionId?: string;
  /** What a person granted to an app: the session ends with it. */
  readonly grantId?: string;
  /** The share link by which the session comes, and with which it ends. */
  readonly shareLinkId?: string | undefined;
  /** An application answers for the user, who needs no right of his own. */
  readonly vouched?: boolean | undefined;
};

/** Opens and revokes sessions. An access token is the signed name of a session row. */
@Injectable()
export class Sessions {
  constructor(
    private readonly rows: SessionRepository,
    private readonly keys: KeyRing,
    @Inject(TOKEN_OPTIONS) private readonly options: TokenOptions,
  ) {}

  /** @throws WopiError `invalid_token` for a grant or a share link that has ended */
  async open(request: SessionRequest, companion?: Companion): Promise<IssuedToken> {
    return this.issue(await this.insert(request, companion));
  }

  /** Also answers a ticket that opens the session's host page for 15 minutes without a sign-in. */
  async openWithTicket(
    request: SessionRequest,
    companion?: Companion,
  ): Promise<IssuedToken & { readonly ticket: string }> {
    const ticket = randomBytes(32).toString('base64url');
    return { ...(await this.issue(await this.insert(request, companion, ticket))), ticket };
  }

  /** The session of a ticket, undefined when it is unknown, used up by time, or revoked. */
  async launched(tenantId: string, ticket: string): Promise<IssuedToken | undefined> {
    const found = await this.rows.launched(tenantId, sha256(ticket));
    return found && this.issue(found);
  }

  /**
   * Signs tokens of the same session for other resources. Nothing is inserted: they end with the session, and whether its user
   * may use the resource is asked when they are used.
   * @param checkedAt the database's clock when the session was read: revoking a resource ends the tokens of before
   */
  async deriver(session: Session, checkedAt: Date): Promise<(resource: Resource) => string> {
    return derivedTokenWriter(await this.keys.signer(), session, checkedAt);
  }

  /** A signed name of the session for reading its file's content alone, good for some seconds and never longer than the session. */
  async fileTicket(session: Session, checkedAt: Date, lifeSeconds: number): Promise<string> {
    const whole = payloadOf(session, checkedAt);
    const exp = Math.min(whole.exp, wholeSeconds(checkedAt) + lifeSeconds);
    return writeToken(await this.keys.signer(), { ...whole, act: 'view', exp }, FILE_TICKET_AUDIENCE);
  }

  /** From the next request on, on every replica, tokens of these sessions are refused. Answers how many there were. */
  revoke(filter: SessionFilter, companion?: Companion): Promise<number> {
    return this.rows.revoke(filter, companion);
  }

  private async insert(request: SessionRequest, companion?: Companion, ticket?: string) {
    const opened = { ...request, sessionId: request.sessionId ?? randomUUID() };
    const row = await this.rows.open(
      {
        ...opened,
        lifeSeconds: this.options.lifeSeconds,
        launch: ticket === undefined ? undefined : { sha256: sha256(ticket), lifeSeconds: LAUNCH_SECONDS },
      },
      companion,
    );
    if (!row) throw new WopiError('invalid_token');
    const { expiresAt, openedAt } = row;
    return { session: { ...opened, expiresAt } satisfies Session, openedAt };
  }

  private async issue({ session, openedAt }: OpenedRow): Promise<IssuedToken> {
    const accessToken = writeToken(await this.keys.signer(), payloadOf(session, openedAt), AUDIENCE);
    return { session, accessToken, accessTokenTtl: wholeSeconds(session.expiresAt) * 1000 };
  }
}

const wholeSeconds = (at: Date) => Math.floor(at.getTime() / 1000);

const payloadOf = (session: Session, issuedAt: Date): TokenPayload => ({
  tid: session.tenantId,
  sid: session.sessionId,
  uid: session.userId,
  act: session.action,
  cli: session.client,
  iat: issuedAt.getTime() / 1000,
  exp: wholeSeconds(session.expiresAt),
  knd: session.resource.kind,
  rid: session.resource.id,
});

const sha256 = (text: string) => createHash('sha256').update(text).digest();
