import type { Companion } from '#database';
import type { SignInMethod } from './sign-in-method.js';
import type { SignInStep } from './sign-in-step.js';
import type { User } from './user.js';

/** A live row, with what a request needs to know of it. */
export interface StoredPortalSession {
  readonly user: User;
  readonly csrfToken: string;
  readonly signedInBy: SignInMethod;
  readonly secondFactor: boolean;
  /** Until it is taken, the session lets nobody in. */
  readonly step: SignInStep | undefined;
  /** The cookie is older than an hour and should be exchanged. */
  readonly rotationDue: boolean;
}

/** A session that begins. */
export interface NewPortalSession {
  readonly userId: string;
  readonly csrfToken: string;
  readonly signedInBy: SignInMethod;
  readonly secondFactor: boolean;
  readonly sealedIdToken: Buffer | undefined;
}

/** The port to portal sessions; a cookie is known by its SHA-256 only. */
export abstract class PortalSessionRepository {
  /** Adds a session of 12 hours, forgets those of the same account that have expired, and answers what is to be done first. */
  abstract add(
    tenantId: string,
    cookieHash: Buffer,
    session: NewPortalSession,
    companion?: Companion,
  ): Promise<SignInStep | undefined>;
  /** Undefined for an expired or unknown cookie, for a disabled account, and for a sign-in that was left unfinished. */
  abstract find(tenantId: string, cookieHash: Buffer): Promise<StoredPortalSession | undefined>;
  /**
   * Gives the session a new cookie; the old one works for another 60 seconds, for requests already under way.
   * False when another request did it first: then the old cookie is still good, and the other answer brings the new one.
   */
  abstract rotate(tenantId: string, oldHash: Buffer, newHash: Buffer): Promise<boolean>;
  /** Ends the session with all cookies that it has had. Answers the sealed id token that it kept. */
  abstract remove(tenantId: string, cookieHash: Buffer, companion?: Companion): Promise<Buffer | undefined>;
  abstract forgetExpired(tenantId: string): Promise<void>;
}
