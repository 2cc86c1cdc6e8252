import { Inject, Injectable } from '@nestjs/common';
import type { Companion } from '#database';
import { AccountHold, type RequireRoles } from '../account-hold.js';
import { IdentityError } from '../identity-error.js';
import { IDENTITY_OPTIONS, type IdentityOptions } from '../identity.options.js';
import { Passwords } from '../passwords.js';
import { type PortalSession, PortalSessions, type SignedIn } from '../portal-sessions.js';
import { SignInThrottle } from '../sign-in-throttle.js';
import type { User } from '../user.js';
import { UserRepository } from '../user.repository.js';
import { makeFirstPassword } from './first-password.js';
import { requireGoodPassword } from './password-rules.js';
import { PasswordRepository } from './password.repository.js';

/** A password that somebody else has set. */
export interface FirstPasswordWish {
  /** One is made unless told. */
  readonly password?: string | undefined;
  /** For how long it lets its person in to choose another. */
  readonly hours: number;
}

/** Not to be read again. */
export interface FirstPassword {
  readonly password: string;
  readonly expiresAt: Date;
}

/** How people come by their passwords. A companion is the audit row of the change. */
@Injectable()
export class AccountPasswords {
  constructor(
    @Inject(IDENTITY_OPTIONS) private readonly options: IdentityOptions,
    private readonly stored: PasswordRepository,
    private readonly users: UserRepository,
    private readonly hashes: Passwords,
    private readonly throttle: SignInThrottle,
    private readonly sessions: PortalSessions,
    private readonly hold: AccountHold,
  ) {}

  /**
   * A password that lets its person in to choose another and to do nothing else. He is signed out everywhere.
   * @throws IdentityError `unknown_user`, `weak_password`
   */
  async giveFirst(
    userId: string,
    wish: FirstPasswordWish,
    requireRoles: RequireRoles,
    companion?: Companion,
  ): Promise<FirstPassword> {
    const password = wish.password ?? makeFirstPassword();
    const hash = await this.hashes.hash(password);
    return this.hold.during(userId, requireRoles, async ({ login }) => {
      requireGoodPassword(password, login);
      const first = { hash, hours: wish.hours };
      const expiresAt = await this.stored.giveFirst(this.options.tenantId, userId, first, companion);
      return { password, expiresAt: expiresAt! };
    });
  }

  /**
   * Another password in the place of a first one. The sign-in goes on in a session of its own.
   * @throws IdentityError `weak_password`, `password_changed`
   */
  async replaceFirst(session: PortalSession, password: string, companion?: Companion): Promise<SignedIn> {
    return this.replace(session, await this.hashOf(session.user), password, companion);
  }

  /**
   * Another password for whoever tells the present one. Other sessions of his end.
   * @throws IdentityError `wrong_password`, `too_many_attempts`, `weak_password`, `password_changed`
   */
  async change(
    session: PortalSession,
    passwords: { readonly present: string; readonly next: string },
    remoteAddress: string,
    companion?: Companion,
  ): Promise<SignedIn> {
    const hash = await this.requirePresent(session.user, passwords.present, remoteAddress);
    return this.replace(session, hash, passwords.next, companion);
  }

  /**
   * Answers the hash of the password that is told. Attempts count like sign-ins.
   * @throws IdentityError `wrong_password`, `too_many_attempts`
   */
  async requirePresent(user: User, password: string, remoteAddress: string): Promise<string> {
    await this.throttle.begin(user.login, remoteAddress);
    const hash = await this.hashOf(user);
    if (!(await this.hashes.verify(hash, password)))
      throw new IdentityError('wrong_password', 'The present password is wrong.');
    await this.throttle.succeeded(user.login, remoteAddress);
    return hash!;
  }

  private async replace(
    { user, secondFactor }: PortalSession,
    oldHash: string | undefined,
    password: string,
    companion?: Companion,
  ): Promise<SignedIn> {
    requireGoodPassword(password, user.login);
    if (await this.hashes.verify(oldHash, password))
      throw new IdentityError('weak_password', 'This is the password that you have. Choose another.');
    const newHash = await this.hashes.hash(password);
    const { tenantId } = this.options;
    const replaced =
      oldHash !== undefined &&
      (await this.stored.replace(tenantId, user.id, { oldHash, newHash }, companion));
    if (!replaced)
      throw new IdentityError('password_changed', 'The password has been changed meanwhile. Sign in again.');
    return this.sessions.begin(user, { signedInBy: 'password', secondFactor });
  }

  private async hashOf({ login }: User): Promise<string | undefined> {
    return (await this.users.findCredentials(this.options.tenantId, login))?.passwordHash ?? undefined;
  }
}
