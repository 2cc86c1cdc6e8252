import { Inject, Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Actor } from '#files';
import { Problem } from '#http-server';
import { PortalCookie, type PortalSession, PortalSessions, type SignInStep } from '#identity';
import { PORTAL_OPTIONS, type PortalOptions } from './portal-options.js';

/** From requests to people and back: cookies, CSRF tokens, addresses. */
@Injectable()
export class PortalAccess {
  constructor(
    @Inject(PORTAL_OPTIONS) private readonly options: PortalOptions,
    private readonly cookie: PortalCookie,
    private readonly sessions: PortalSessions,
  ) {}

  /** Whose request it is, if anybody's; the answer brings the session's next cookie when that is due. */
  async sessionOf(request: Request, response: Response): Promise<PortalSession | undefined> {
    const session = await this.sessions.resolve(this.cookieOf(request));
    if (session?.renewedCookie) response.setHeader('Set-Cookie', this.cookie.set(session.renewedCookie));
    return session;
  }

  /**
   * Who is about to sign in and has this step to take.
   * @throws Problem 401 where nobody has @throws IdentityError `forged_request`
   */
  async requireStep(step: SignInStep, request: Request): Promise<PortalSession> {
    const session = await this.requireBegun(request);
    if (session.step !== step) throw signInOver();
    this.requireOwnPage(request, session);
    return session;
  }

  /** Who has begun to sign in, whatever he has still to do. @throws Problem 401 */
  async requireBegun(request: Request): Promise<PortalSession> {
    const session = await this.sessions.find(this.cookieOf(request));
    if (!session) throw signInOver();
    return session;
  }

  cookieOf(request: Request): string | undefined {
    return this.cookie.read(request.headers.cookie);
  }

  /** @throws IdentityError `forged_request` */
  requireOwnPage(request: Request, session?: PortalSession): void {
    const { origin } = request.headers;
    this.sessions.requireOwnPage(session, { origin, csrfToken: request.get('X-CSRF-Token') });
  }

  /** The same for a page without scripts, whose form holds the token. @throws IdentityError `forged_request` */
  requireOwnForm(session: PortalSession, csrfToken: string | null): void {
    this.sessions.requireToken(session, csrfToken ?? '');
  }

  actor(request: Request, userId: string): Actor {
    return { tenantId: this.options.tenantId, userId, remoteAddress: request.ip };
  }
}

const signInOver = () => new Problem(401, 'This sign-in is over. Start again.');
