import { Inject, Injectable } from '@nestjs/common';
import { type Companion, Db } from '#database';
import { IDENTITY_OPTIONS, type IdentityOptions } from '../identity.options.js';
import {
  type NewPortalSession,
  PortalSessionRepository,
  type StoredPortalSession,
} from '../portal-session.repository.js';
import type { SignInMethod } from '../sign-in-method.js';
import type { SignInStep } from '../sign-in-step.js';
import { toUser, type UserRow } from '../user.repository.js';
import { ADD, FIND, FORGET_EXPIRED, REMOVE, ROTATE } from './portal-session.sql.js';

type PortalSessionRow = UserRow & {
  readonly csrf_token: string;
  readonly signed_in_by: SignInMethod;
  readonly second_factor: boolean;
  readonly step: SignInStep | null;
  readonly rotation_due: boolean;
};

@Injectable()
export class PgPortalSessionRepository extends PortalSessionRepository {
  /** Roles that need a second factor. */
  readonly #needing: readonly string[];

  constructor(
    private readonly db: Db,
    @Inject(IDENTITY_OPTIONS) options: IdentityOptions,
  ) {
    super();
    this.#needing = options.secondFactor?.requiredFor ?? [];
  }

  async add(
    tenantId: string,
    cookieHash: Buffer,
    { userId, csrfToken, signedInBy, secondFactor, sealedIdToken }: NewPortalSession,
    companion?: Companion,
  ): Promise<SignInStep | undefined> {
    const how = [signedInBy, secondFactor, this.#needing, sealedIdToken ?? null];
    const values = [tenantId, cookieHash, userId, csrfToken, ...how];
    const [row] = await this.db.change<{ step: SignInStep | null }>(ADD, values, companion);
    return row!.step ?? undefined;
  }

  async find(tenantId: string, cookieHash: Buffer): Promise<StoredPortalSession | undefined> {
    const [row] = await this.db.query<PortalSessionRow>(FIND, [tenantId, cookieHash, this.#needing]);
    return (
      row && {
        user: toUser(row),
        csrfToken: row.csrf_token,
        signedInBy: row.signed_in_by,
        secondFactor: row.second_factor,
        step: row.step ?? undefined,
        rotationDue: row.rotation_due,
      }
    );
  }

  async rotate(tenantId: string, oldHash: Buffer, newHash: Buffer): Promise<boolean> {
    return (await this.db.query(ROTATE, [tenantId, oldHash, newHash])).length > 0;
  }

  async remove(tenantId: string, cookieHash: Buffer, companion?: Companion): Promise<Buffer | undefined> {
    const values = [tenantId, cookieHash];
    const gone = await this.db.change<{ sealedIdToken: Buffer | null }>(REMOVE, values, companion);
    return gone.find(({ sealedIdToken }) => sealedIdToken)?.sealedIdToken ?? undefined;
  }

  async forgetExpired(tenantId: string): Promise<void> {
    await this.db.query(FORGET_EXPIRED, [tenantId]);
  }
}
