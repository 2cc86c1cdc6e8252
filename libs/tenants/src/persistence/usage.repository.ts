import { Injectable } from '@nestjs/common';
import { Db } from '#database';
import type { TenantFacts, TenantUsage } from '../tenant.js';
import * as sql from './usage.sql.js';

/** A call of a session, as it is noted. */
export interface NotedSession {
  readonly tenantId: string;
  readonly sha256: Buffer;
  readonly instanceId: string;
  readonly keyId: string;
  /** Of the call, by `performance.now()`. */
  readonly at: number;
}

export interface NotedUser {
  readonly tenantId: string;
  readonly hash: Buffer;
}

/** Running sessions and users of the last days. */
@Injectable()
export class UsageRepository {
  constructor(private readonly db: Db) {}

  async usage(tenantId: string): Promise<TenantUsage> {
    return (await this.db.query<TenantUsage>(sql.USAGE, [tenantId]))[0]!;
  }

  /** By tenant; of all unless told of which. */
  async facts(tenantIds?: readonly string[]): Promise<Map<string, TenantFacts>> {
    type Row = TenantFacts & { readonly tenantId: string };
    const rows = tenantIds
      ? await this.db.query<Row>(sql.FACTS, [tenantIds])
      : await this.db.query<Row>(sql.ALL_FACTS);
    return new Map(rows.map(({ tenantId, ...facts }) => [tenantId, facts]));
  }

  async runningAt(tenantId: string, instanceId: string): Promise<number> {
    return (await this.db.query<{ count: number }>(sql.RUNNING_AT_INSTANCE, [tenantId, instanceId]))[0]!
      .count;
  }

  /** No two of the same tenant and hash. */
  async noteSessions(sessions: readonly NotedSession[]): Promise<void> {
    const now = performance.now();
    await this.db.query(sql.NOTE_SESSIONS, [
      sessions.map(({ tenantId }) => tenantId),
      sessions.map(({ sha256 }) => sha256),
      sessions.map(({ instanceId }) => instanceId),
      sessions.map(({ keyId }) => keyId),
      sessions.map(({ at }) => (now - at) / 1000),
    ]);
  }

  async noteUsers(users: readonly NotedUser[]): Promise<void> {
    const hashes = users.map(({ hash }) => hash);
    await this.db.query(sql.NOTE_USERS, [users.map(({ tenantId }) => tenantId), hashes]);
  }

  async maySaveStill(tenantId: string, sha256: Buffer, keyId: string): Promise<boolean> {
    return (await this.db.query(sql.MAY_SAVE_STILL, [tenantId, sha256, keyId])).length > 0;
  }

  async forget(): Promise<void> {
    await this.db.query(sql.FORGET_SESSIONS);
    await this.db.query(sql.FORGET_USERS);
  }
}
