import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { type SessionOrigin, SessionRepository } from './persistence/session.repository.js';

const MAX_KNOWN = 10_000;

/** What a session was opened with, kept in memory, since none of it ever changes. Whether the session lives is asked elsewhere. */
@Injectable()
export class SessionOrigins {
  readonly #known = new LRUCache<string, SessionOrigin>({ max: MAX_KNOWN });

  constructor(private readonly rows: SessionRepository) {}

  /** Undefined for a session that never was, or was forgotten long after its end. */
  async find(tenantId: string, sessionId: string): Promise<SessionOrigin | undefined> {
    const key = `${tenantId} ${sessionId}`;
    const known = this.#known.get(key);
    if (known) return known;
    const origin = await this.rows.origin(tenantId, sessionId);
    if (origin) this.#known.set(key, origin);
    return origin;
  }
}
