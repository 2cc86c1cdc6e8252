import { Injectable } from '@nestjs/common';
import { Db } from '#database';
import { PortalSessionRepository, type StoredPortalSession } from '../portal-session.repository.js';
import { toUser, type UserRow } from '../user.repository.js';
import { ADD, FIND, REMOVE, ROTATE } from './portal-session.sql.js';

@Injectable()
export class PgPortalSessionRepository extends PortalSessionRepository {
  constructor(private readonly db: Db) {
    super();
  }

  async add(tenantId: string, cookieHash: Buffer, userId: string, csrfToken: string): Promise<void> {
    await this.db.query(ADD, [tenantId, cookieHash, userId, csrfToken]);
  }

  async find(tenantId: string, cookieHash: Buffer): Promise<StoredPortalSession | undefined> {
    const [row] = await this.db.query<UserRow & { csrf_token: string; rotation_due: boolean }>(FIND, [
      tenantId,
      cookieHash,
    ]);
    return row && { user: toUser(row), csrfToken: row.csrf_token, rotationDue: row.rotation_due };
  }

  async rotate(tenantId: string, oldHash: Buffer, newHash: Buffer): Promise<boolean> {
    return (await this.db.query(ROTATE, [tenantId, oldHash, newHash])).length > 0;
  }

  async remove(tenantId: string, cookieHash: Buffer): Promise<void> {
    await this.db.query(REMOVE, [tenantId, cookieHash]);
  }
}
