import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { AdapterPayload } from 'oidc-provider';
import { Db } from '#database';
import type { Bearer } from '../grant.js';
import { OAUTH_OPTIONS, type OAuthOptions } from '../oauth-options.js';
import * as sql from './oauth-record.sql.js';

/** Grants, codes, tokens and requests under way as rows of one tenant, seen by every replica. */
@Injectable()
export class OAuthRecordRepository {
  readonly #tenantId: string;

  constructor(
    private readonly db: Db,
    @Inject(OAUTH_OPTIONS) { tenantId }: OAuthOptions,
  ) {
    this.#tenantId = tenantId;
  }

  async upsert(kind: string, id: string, payload: AdapterPayload, lifeSeconds: number): Promise<void> {
    const { jti: _, grantId, accountId, clientId, ...rest } = payload;
    const grant = kind === 'Grant' ? id : grantId;
    const owner = [grant ?? null, accountId ?? null, clientId ?? null];
    const stored = JSON.stringify({ ...rest, grantId, accountId, clientId });
    await this.db.query(sql.UPSERT, [...this.key(kind, id), ...owner, stored, lifeSeconds]);
  }

  /** The payload, told again by which id it is known. */
  async find(kind: string, id: string): Promise<AdapterPayload | undefined> {
    type Row = { payload: AdapterPayload; consumed: number | null };
    const [row] = await this.db.query<Row>(sql.FIND, this.key(kind, id));
    return row && { ...row.payload, jti: id, ...(row.consumed === null ? {} : { consumed: row.consumed }) };
  }

  /** True for the first of all callers. */
  async consume(kind: string, id: string): Promise<boolean> {
    return (await this.db.query(sql.CONSUME, this.key(kind, id))).length > 0;
  }

  async remove(kind: string, id: string): Promise<void> {
    await this.db.query(sql.REMOVE, this.key(kind, id));
  }

  async bearer(token: string): Promise<Bearer | undefined> {
    const [row] = await this.db.query<Bearer>(sql.BEARER, [this.#tenantId, sha256(token)]);
    return row;
  }

  async isLive(userId: string): Promise<boolean> {
    return (await this.db.query(sql.LIVE_ACCOUNT, [this.#tenantId, userId])).length > 0;
  }

  async forgetExpired(): Promise<void> {
    await this.db.query(sql.FORGET_EXPIRED, [this.#tenantId]);
  }

  private key(kind: string, id: string): unknown[] {
    return [this.#tenantId, kind, sha256(id)];
  }
}

const sha256 = (text: string) => createHash('sha256').update(text).digest();
