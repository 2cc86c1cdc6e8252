import { Inject, Injectable, Logger } from '@nestjs/common';
import { type Companion } from '#database';
import { ExternalAccountRepository } from '../external-account.repository.js';
import { GroupsService } from '../groups/groups.service.js';
import { IdentityError } from '../identity-error.js';
import { IDENTITY_OPTIONS, type IdentityOptions } from '../identity.options.js';
import { PortalSessions, type SignedIn } from '../portal-sessions.js';
import type { User } from '../user.js';
import { type ExternalPerson, leavesGroupsOut, personOf } from './claims.js';
import { KeptIdToken } from './kept-id-token.js';
import { OpenIdProvider } from './openid-provider.js';
import { SignInAttempts } from './sign-in-attempt.js';

/** Where to send a browser, and the `Set-Cookie` header that goes with it. */
export interface BegunSignIn {
  readonly url: string;
  readonly cookie: string;
}

/** Somebody is signed in, and goes on to an address of the portal. */
export interface FinishedSignIn extends SignedIn {
  readonly next: string;
}

/** The audit rows of what a sign-in may change. */
export interface SignInAudit {
  /** A new account. */
  readonly addedBy: Companion;
  /** Another set of groups. */
  readonly movedBy: (userId: string) => Companion;
  /** A session. */
  readonly begunBy: (user: User) => Companion;
}

/** Signing in at the provider: from the portal there, and back with a code. */
@Injectable()
export class OpenIdSignIn {
  private readonly logger = new Logger(OpenIdSignIn.name);

  constructor(
    @Inject(IDENTITY_OPTIONS) private readonly options: IdentityOptions,
    private readonly attempts: SignInAttempts,
    private readonly provider: OpenIdProvider,
    private readonly kept: KeptIdToken,
    private readonly accounts: ExternalAccountRepository,
    private readonly groups: GroupsService,
    private readonly sessions: PortalSessions,
  ) {}

  /** @param next path of the portal to go to afterwards @throws IdentityError `provider_unavailable` */
  async begin(next: string): Promise<BegunSignIn> {
    const { attempt, cookie } = this.attempts.begin(next);
    return { url: await this.provider.authorizationUrl(attempt), cookie };
  }

  /**
   * Whoever comes back from the provider, to the browser that he left from.
   * @throws IdentityError `sign_in_failed`, `provider_unavailable`, `unverified_email`, `login_taken`, `no_account`
   */
  async finish(
    query: URLSearchParams,
    cookieHeader: string | undefined,
    audit: SignInAudit,
  ): Promise<FinishedSignIn> {
    const attempt = this.attempts.read(cookieHeader);
    if (!attempt)
      throw new IdentityError(
        'sign_in_failed',
        'This sign-in is over, or began in another browser. Start again.',
      );
    const { claims, idToken } = await this.provider.redeem(query, attempt);
    const person = personOf(claims, this.options.openId!);
    const user = await this.accountOf(person, audit.addedBy);
    if (user.disabled) throw noAccount();
    if (leavesGroupsOut(claims, this.options.openId!))
      this.logger.warn('The provider leaves out the groups of somebody who has too many: he has none here.');
    if (person.groups) await this.groups.follow(user.id, person.groups, audit.movedBy(user.id));
    const sealedIdToken = this.kept.seal(user.id, idToken);
    const proof = { signedInBy: 'openid', sealedIdToken } as const;
    const signedIn = await this.sessions.begin(user, proof, audit.begunBy(user));
    return { ...signedIn, next: `${this.options.portalOrigin}${attempt.next}` };
  }

  /** A `Set-Cookie` header: an attempt is over however it ended. */
  forget(): string {
    return this.attempts.clear();
  }

  /** Where a browser ends its session at the provider; undefined where it cannot, or the provider is away. */
  async signOutUrl(userId: string, sealedIdToken: Buffer | undefined): Promise<string | undefined> {
    return this.provider.signOutUrl(this.kept.open(userId, sealedIdToken)).catch((error: unknown) => {
      if (error instanceof IdentityError && error.code === 'provider_unavailable') return undefined;
      throw error;
    });
  }

  /** By issuer and subject, or the id that the account was provisioned with; never by an address. */
  private async accountOf(person: ExternalPerson, addedBy: Companion): Promise<User> {
    const { tenantId, openId } = this.options;
    const known = () => this.accounts.recognise(tenantId, person);
    const added = () => this.accounts.add(tenantId, person, addedBy);
    // The second look finds what another sign-in of the same person has made meanwhile.
    const user = (await known()) ?? (openId!.newAccounts ? ((await added()) ?? (await known())) : undefined);
    if (user) return user;
    if (!openId!.newAccounts) throw noAccount();
    throw new IdentityError(
      'login_taken',
      'An account of your name exists already and belongs to another sign-in. Ask your administrator.',
    );
  }
}

const noAccount = () =>
  new IdentityError('no_account', 'You have no account here that may sign in. Ask your administrator.');
