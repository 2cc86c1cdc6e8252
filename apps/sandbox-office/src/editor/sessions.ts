import { randomBytes } from 'node:crypto';
import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { Logger } from 'pino';
import { LOGGER } from '../logger.js';
import { TIMINGS, type Timings } from '../options.js';
import { EditingSession, type Launch } from '../wopi-client/editing-session.js';
import type { Closed } from '../wopi-client/outcomes.js';
import type { Failed } from '../wopi-client/trouble.js';
import { WopiCaller } from '../wopi-client/wopi-caller.js';

const MAX_SESSIONS = 500;
const FREED_WITHIN_MS = 3_000;
const FREED_POLL_MS = 50;

interface Entry {
  readonly session: EditingSession;
  lastSeen: number;
  refreshAt: number;
}

/** The documents that are open, in memory, each under an unguessable id. */
@Injectable()
export class Sessions implements OnModuleDestroy {
  private readonly entries = new Map<string, Entry>();
  private readonly timer: NodeJS.Timeout;

  constructor(
    @Inject(TIMINGS) private readonly timings: Timings,
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly caller: WopiCaller,
  ) {
    const { refreshLockMs, abandonedAfterMs } = timings;
    const every = Math.max(50, Math.min(refreshLockMs, abandonedAfterMs) / 12);
    this.timer = setInterval(() => this.sweep(), every).unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }

  get count(): number {
    return this.entries.size;
  }

  /** A new session; undefined when there are too many. */
  start(launch: Launch): string | undefined {
    if (this.entries.size >= MAX_SESSIONS) return undefined;
    const id = randomBytes(24).toString('base64url');
    const session = new EditingSession(launch, this.caller, (lock) => this.freed(lock));
    const now = Date.now();
    this.entries.set(id, { session, lastSeen: now, refreshAt: now + this.timings.refreshLockMs });
    this.logger.info({ action: launch.action, open: this.count }, 'session started');
    return id;
  }

  /** The session of this id, which counts as a sign of life. */
  find(id: string): EditingSession | undefined {
    const entry = this.entries.get(id);
    if (entry) entry.lastSeen = Date.now();
    return entry?.session;
  }

  /** Ends a session as {@link EditingSession.close} does and forgets it once it is closed. */
  async close(id: string, wish: { final?: boolean; discard?: boolean }): Promise<Closed | Failed> {
    const session = this.entries.get(id)?.session;
    if (!session) return { outcome: 'closed' };
    const result = await session.close(wish);
    if (result.outcome === 'closed' && this.entries.delete(id)) {
      this.logger.info({ calls: session.log.entries().length, open: this.count }, 'session closed');
    }
    return result;
  }

  /** Saves and unlocks everything, for at most `shutdownMs`. */
  async closeAll(): Promise<void> {
    const all = Promise.allSettled([...this.entries.keys()].map((id) => this.close(id, { final: true })));
    const limit = AbortSignal.timeout(this.timings.shutdownMs);
    await Promise.race([all, new Promise((resolve) => limit.addEventListener('abort', resolve))]);
  }

  private sweep(): void {
    const now = Date.now();
    for (const [id, entry] of this.entries) {
      if (now - entry.lastSeen > this.timings.abandonedAfterMs) {
        entry.lastSeen = now;
        void this.close(id, { final: true }).catch((err: unknown) =>
          this.logger.error({ err }, 'closing failed'),
        );
      } else if (now >= entry.refreshAt) {
        entry.refreshAt = now + this.timings.refreshLockMs;
        void entry.session.refreshLock();
      }
    }
  }

  /**
   * A page that is loaded again finds the lock of its former self, which is about to be given back. True when the
   * session with this lock ended within a moment.
   */
  private async freed(lock: string): Promise<boolean> {
    const holder = [...this.entries.values()].find((entry) => entry.session.lock === lock);
    if (!holder) return false;
    for (let waited = 0; waited < FREED_WITHIN_MS; waited += FREED_POLL_MS) {
      await new Promise((resolve) => setTimeout(resolve, FREED_POLL_MS));
      if (holder.session.lock !== lock) return true;
    }
    return false;
  }
}
