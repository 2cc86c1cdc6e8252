import { type BeforeApplicationShutdown, Logger, type OnApplicationBootstrap } from '@nestjs/common';

export interface Rhythm {
  /** From the end of one turn to the next, in milliseconds. */
  readonly everyMs: number;
  /** From the start of the process to the first turn; `everyMs` unless told. */
  readonly firstMs?: number;
  /** From a turn that failed, or asked for it, to the next; `everyMs` unless told. */
  readonly againMs?: number;
}

/**
 * What a process does again and again by the way: one turn at a time, as long as the application runs. A turn that fails is
 * logged, and the next one comes. Shutting down waits for the turn that is under way, and for no other.
 */
export abstract class BackgroundWork implements OnApplicationBootstrap, BeforeApplicationShutdown {
  protected readonly logger = new Logger(this.constructor.name);
  readonly #stop = new AbortController();
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | undefined;

  constructor(private readonly rhythm: Rhythm) {}

  /**
   * Answers `again` where something was in its way for a moment.
   * @param stop aborted when the application shuts down, for turns that take long
   */
  protected abstract turn(stop: AbortSignal): Promise<void | 'again'>;

  /** Before the first turn is planned; the application starts when it has ended. */
  protected begin(): Promise<void> {
    return Promise.resolve();
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.begin();
    this.next(this.rhythm.firstMs ?? this.rhythm.everyMs);
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.#stop.abort();
    clearTimeout(this.#timer);
    await this.#running;
  }

  private next(ms: number): void {
    if (this.#stop.signal.aborted) return;
    this.#timer = setTimeout(() => void (this.#running = this.take()), ms).unref();
  }

  private async take(): Promise<void> {
    const { everyMs, againMs = everyMs } = this.rhythm;
    try {
      const wish = await this.turn(this.#stop.signal);
      this.next(wish === 'again' ? againMs : everyMs);
    } catch (error) {
      this.logger.error(error);
      this.next(againMs);
    }
  }
}
