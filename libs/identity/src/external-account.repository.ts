import type { Companion } from '#database';
import type { ExternalPerson } from './openid/claims.js';
import type { User } from './user.js';

/** The port to accounts of people whom a provider knows. */
export abstract class ExternalAccountRepository {
  /**
   * The account of an issuer's subject, renamed as the provider says; else one that was provisioned with the subject as its
   * external id and that no subject of the issuer has yet. A disabled one is answered like any other.
   */
  abstract recognise(tenantId: string, person: ExternalPerson): Promise<User | undefined>;
  /** Undefined when the login is taken. */
  abstract add(tenantId: string, person: ExternalPerson, companion: Companion): Promise<User | undefined>;
}
