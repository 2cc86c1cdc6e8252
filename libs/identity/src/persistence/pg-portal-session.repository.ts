import { Injectable } from '@nestjs/common';
import { Db } from '#database';
import {
  type NewPortalSession,
  PortalSessionRepository,
  type StoredPortalSession,
} from '../portal-session.repository.js';
import type { SignInMethod } from '../sign-in-method.js';
import type { SignInStep } from '../sign-in-step.js';
import { toUser, type UserRow } from '../user.repository.js';
import { ADD, FIND, REMOVE, ROTATE } from './portal-session.sql.js';

type PortalSessionRow = UserRow & {
  readonly csrf_token: string;
  readonly signed_in_by: SignInMethod;
  readonly step: SignInStep | null;
  readonly rotation_due: boolean;
};

@Injectable()
export class PgPortalSessionRepository extends PortalSessionRepository {
  constructor(private readonly db: Db) {
    super();
  }

  async add(
    tenantId: string,
    cookieHash: Buffer,
    { userId, csrfToken, signedInBy }: NewPortalSession,
  ): Promise<SignInStep | undefined> {
    const values = [tenantId, cookieHash, userId, csrfToken, signedInBy];
    const [row] = await this.db.query<{ step: SignInStep | null }>(ADD, values);
    return row!.step ?? undefined;
  }

  async find(tenantId: string, cookieHash: Buffer): Promise<StoredPortalSession | undefined> {
    const [row] = await this.db.query<PortalSessionRow>(FIND, [tenantId, cookieHash]);
    return (
      row && {
        user: toUser(row),
        csrfToken: row.csrf_token,
        signedInBy: row.signed_in_by,
        step: row.step ?? undefined,
        rotationDue: row.rotation_due,
      }
    );
  }

  async rotate(tenantId: string, oldHash: Buffer, newHash: Buffer): Promise<boolean> {
    return (await this.db.query(ROTATE, [tenantId, oldHash, newHash])).length > 0;
  }

  async remove(tenantId: string, cookieHash: Buffer): Promise<void> {
    await this.db.query(REMOVE, [tenantId, cookieHash]);
  }
}
