import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Companion } from '#database';
import { IdentityError } from './identity-error.js';
import { IDENTITY_OPTIONS, type IdentityOptions } from './identity.options.js';
import { Passwords } from './passwords.js';
import { PortalSessionRepository, type StoredPortalSession } from './portal-session.repository.js';
import type { SignInMethod } from './sign-in-method.js';
import type { SignInStep } from './sign-in-step.js';
import { SignInThrottle } from './sign-in-throttle.js';
import { normalizeLogin, type User } from './user.js';
import { UserRepository } from './user.repository.js';

/** Who a request of the portal comes from. */
export interface PortalSession {
  readonly user: User;
  /** Pages send it back in `X-CSRF-Token` with every request that changes something. */
  readonly csrfToken: string;
  readonly signedInBy: SignInMethod;
  /** Whether this session has seen a second factor. */
  readonly secondFactor: boolean;
  /** What is to be done before anything else; undefined for whoever is signed in. */
  readonly step: SignInStep | undefined;
  /** The cookie's next value, to be set with this answer; undefined while the present one is good. */
  readonly renewedCookie?: string;
}

/** How somebody has proved who he is. */
export interface SignInProof {
  readonly signedInBy: SignInMethod;
  /** Whether by a second factor, too. */
  readonly secondFactor?: boolean;
  /** What the OpenID provider said, for when he signs out. */
  readonly sealedIdToken?: Buffer | undefined;
}

/** A session that has just begun. */
export interface SignedIn {
  readonly user: User;
  readonly csrfToken: string;
  readonly signedInBy: SignInMethod;
  /** What is to be done before the session lets anybody in. */
  readonly step: SignInStep | undefined;
  /** The cookie's value, 256 random bits; the database knows its hash only. */
  readonly cookie: string;
}

/**
 * Sessions of people at the portal: 12 hours from their last use, which is counted by the hour, and 30 days at most.
 * The cookie is exchanged hourly, with 60 seconds of grace for the old one. An answer that is lost on its way takes the
 * new cookie with it, and the person signs in again: the price of a stolen cookie that works for an hour at most.
 */
@Injectable()
export class PortalSessions {
  constructor(
    @Inject(IDENTITY_OPTIONS) private readonly options: IdentityOptions,
    private readonly sessions: PortalSessionRepository,
    private readonly users: UserRepository,
    private readonly passwords: Passwords,
    private readonly throttle: SignInThrottle,
  ) {}

  /**
   * @param begun written with the session
   * @throws IdentityError `wrong_credentials`, `too_many_attempts`, `password_expired`
   */
  async signIn(
    login: string,
    password: string,
    remoteAddress: string,
    begun?: (user: User) => Companion,
  ): Promise<SignedIn> {
    const name = normalizeLogin(login);
    await this.throttle.begin(name ?? login, remoteAddress);
    const known =
      name === undefined ? undefined : await this.users.findCredentials(this.options.tenantId, name);
    const right = await this.passwords.verify(known?.passwordHash, password);
    if (!known || !right || known.user.disabled || !this.mayUsePassword(known.user)) {
      throw new IdentityError('wrong_credentials', 'The login or the password is wrong.');
    }
    await this.throttle.succeeded(name!, remoteAddress);
    if (known.expired)
      throw new IdentityError(
        'password_expired',
        'This password was to be changed by now. Ask your administrator for another.',
      );
    return this.begin(known.user, { signedInBy: 'password' }, begun?.(known.user));
  }

  /** For somebody who has proved who he is. */
  async begin(
    user: User,
    { signedInBy, secondFactor = false, sealedIdToken }: SignInProof,
    companion?: Companion,
  ): Promise<SignedIn> {
    const [cookie, csrfToken] = [random(), random()];
    const session = { userId: user.id, csrfToken, signedInBy, secondFactor, sealedIdToken };
    const step = await this.sessions.add(this.options.tenantId, sha256(cookie), session, companion);
    return { user, csrfToken, signedInBy, step, cookie };
  }

  /** Whose session a cookie stands for; undefined when it is nobody's, or a step of the sign-in is missing. */
  async resolve(cookie: string | undefined): Promise<PortalSession | undefined> {
    const found = await this.find(cookie);
    if (!found || found.step) return undefined;
    const { rotationDue, ...session } = found;
    if (!rotationDue) return session;
    const renewedCookie = random();
    const rotated = await this.sessions.rotate(this.options.tenantId, sha256(cookie!), sha256(renewedCookie));
    return rotated ? { ...session, renewedCookie } : session;
  }

  /** Whoever has begun to sign in, whatever he has still to do. */
  async find(cookie: string | undefined): Promise<StoredPortalSession | undefined> {
    return cookie === undefined ? undefined : this.sessions.find(this.options.tenantId, sha256(cookie));
  }

  /** Without effect for a cookie that stands for nothing. Answers the sealed id token of the session. */
  async signOut(cookie: string | undefined, companion?: Companion): Promise<Buffer | undefined> {
    if (cookie === undefined) return undefined;
    return this.sessions.remove(this.options.tenantId, sha256(cookie), companion);
  }

  /**
   * Lets only the portal's own pages change something: by the `Origin` that browsers send, and by the token of the
   * session, where there is one.
   * @throws IdentityError `forged_request`
   */
  requireOwnPage(
    session: PortalSession | undefined,
    request: { readonly origin: string | undefined; readonly csrfToken: string | undefined },
  ): void {
    if (request.origin !== this.options.portalOrigin) throw forged();
    if (session) this.requireToken(session, request.csrfToken ?? '');
  }

  private mayUsePassword({ login }: User): boolean {
    const { breakGlassLogin } = this.options;
    return breakGlassLogin === undefined || breakGlassLogin === login;
  }

  /** By the session's token alone, for forms of pages whose address browsers do not tell. @throws IdentityError `forged_request` */
  requireToken(session: PortalSession, csrfToken: string): void {
    if (!sameText(session.csrfToken, csrfToken)) throw forged();
  }
}

const forged = () =>
  new IdentityError('forged_request', 'This request was not made by a page of the portal. Reload the page.');

const random = () => randomBytes(32).toString('base64url');

const sha256 = (text: string) => createHash('sha256').update(text).digest();

const sameText = (one: string, other: string) => timingSafeEqual(sha256(one), sha256(other));
