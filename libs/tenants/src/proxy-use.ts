import { createHmac, hash, hkdfSync } from 'node:crypto';
import { type BeforeApplicationShutdown, Inject, Injectable, Logger } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import type { ProxiedFileIdDialect } from '#wopi-protocol';
import type { Instance } from './instance.js';
import { type NotedSession, type NotedUser, UsageRepository } from './persistence/usage.repository.js';
import { TenantsRepository } from './tenants.repository.js';

/** DI token of the key that users' pseudonyms are made with. */
export const PSEUDONYM_SECRET = Symbol('PSEUDONYM_SECRET');

/** What a session is known by: its token with the file, at an instance, by an id that a key signed. */
export interface ProxySession {
  readonly instance: Pick<Instance, 'tenantId' | 'instanceId'>;
  readonly keyId: string;
  /** Claim `f`. */
  readonly fileId: string;
  readonly accessToken: string;
}

/** A crash loses at most this much of what was noted. */
const FLUSH_MS = 200;
const RETRY_MS = 1_000;
/** A session or user that was noted is not noted again for so long. */
const FRESH_MS = 5 * 60_000;
const FORGET_MS = 3_600_000;
const MOST_FRESH = 50_000;
const MOST_PSEUDONYMS = 10_000;
/** Beyond this many while the database is away, new ones are not noted. */
const MOST_WAITING = 100_000;

/** What the proxy learns from calls that were answered: which sessions run, who uses it, how ids are written. Never throws. */
@Injectable()
export class ProxyUse implements BeforeApplicationShutdown {
  private readonly logger = new Logger(ProxyUse.name);
  readonly #fresh = new LRUCache<string, true>({ max: MOST_FRESH, ttl: FRESH_MS });
  readonly #pseudonyms = new LRUCache<string, string>({ max: MOST_PSEUDONYMS, ttl: FRESH_MS });
  readonly #pseudonymKey: Buffer;
  #sessions: NotedSession[] = [];
  #users: NotedUser[] = [];
  #timer: NodeJS.Timeout | undefined;
  #flushing: Promise<void> | undefined;
  #forgotAt = performance.now();

  constructor(
    private readonly rows: UsageRepository,
    private readonly tenants: TenantsRepository,
    @Inject(PSEUDONYM_SECRET) secret: string,
  ) {
    this.#pseudonymKey = Buffer.from(hkdfSync('sha256', secret, '', 'wopi-gateway pseudonyms', 32));
  }

  /** A call of the session was answered well: it runs. */
  noteSession(session: ProxySession): void {
    const { tenantId, instanceId } = session.instance;
    const sha256 = hashOf(session);
    if (!this.isNew(sha256) || this.#sessions.length >= MOST_WAITING) return;
    const noted = { tenantId, sha256: Buffer.from(sha256, 'base64'), instanceId, keyId: session.keyId };
    this.#sessions.push({ ...noted, at: performance.now() });
    this.flushSoon(FLUSH_MS);
  }

  /** Counts the user among the tenant's, and answers the pseudonym that stands for him at this instance. */
  noteUser({ tenantId, instanceId }: ProxySession['instance'], userId: string): string {
    const user = `${tenantId}\n${instanceId}\n${userId}`;
    const known = this.#pseudonyms.get(user);
    if (known !== undefined) return known;
    const hmac = createHmac('sha256', this.#pseudonymKey).update(user).digest();
    if (this.#users.length < MOST_WAITING) {
      this.#users.push({ tenantId, hash: hmac });
      this.flushSoon(FLUSH_MS);
    }
    const pseudonym = hmac.subarray(0, 16).toString('hex');
    this.#pseudonyms.set(user, pseudonym);
    return pseudonym;
  }

  /** The first valid id of an instance shows how it writes them; from then on that is fixed. */
  noteDialect({ tenantId, instanceId, dialect }: Instance, seen: ProxiedFileIdDialect | undefined): void {
    if (dialect || !seen || !this.isNew(`dialect ${instanceId}`)) return;
    this.tenants
      .learnDialect(tenantId, instanceId, seen)
      .catch((error: unknown) => this.logger.warn((error as Error).message));
  }

  /** Whether the session ran when its tenant's service or its key ended, and the days of grace last. */
  async maySaveStill(session: ProxySession): Promise<boolean> {
    await this.flush();
    return this.rows.maySaveStill(
      session.instance.tenantId,
      Buffer.from(hashOf(session), 'base64'),
      session.keyId,
    );
  }

  /** Writes what was noted. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    await this.#flushing;
    this.#flushing = this.write().finally(() => (this.#flushing = undefined));
    await this.#flushing;
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.flush();
    clearTimeout(this.#timer);
  }

  private isNew(key: string): boolean {
    if (this.#fresh.has(key)) return false;
    this.#fresh.set(key, true);
    return true;
  }

  private flushSoon(ms: number): void {
    this.#timer ??= setTimeout(() => void this.flush(), ms);
  }

  private async write(): Promise<void> {
    const [sessions, users] = [this.#sessions, this.#users];
    [this.#sessions, this.#users] = [[], []];
    try {
      if (sessions.length > 0) await this.rows.noteSessions(distinct(sessions, ({ sha256 }) => sha256));
      if (users.length > 0) await this.rows.noteUsers(distinct(users, ({ hash }) => hash));
      await this.forgetNowAndThen();
    } catch (error) {
      this.logger.warn(`What the proxy is used for could not be written: ${(error as Error).message}`);
      this.#sessions = [...sessions, ...this.#sessions].slice(0, MOST_WAITING);
      this.#users = [...users, ...this.#users].slice(0, MOST_WAITING);
      this.flushSoon(RETRY_MS);
    }
  }

  private async forgetNowAndThen(): Promise<void> {
    if (performance.now() - this.#forgotAt < FORGET_MS) return;
    this.#forgotAt = performance.now();
    await this.rows.forget();
  }
}

/** In base64. */
function hashOf({ instance, fileId, accessToken }: ProxySession): string {
  return hash('sha256', `${instance.instanceId}\n${fileId}\n${accessToken}`, 'base64');
}

function distinct<Noted extends { readonly tenantId: string }>(
  noted: readonly Noted[],
  hash: (one: Noted) => Buffer,
): Noted[] {
  return [...new Map(noted.map((one) => [`${one.tenantId} ${hash(one).toString('base64')}`, one])).values()];
}
