/** Rhythms of the sandbox in milliseconds. Tests shorten them. */
export interface Timings {
  /** Longest time for one WOPI call. */
  readonly callTimeoutMs: number;
  /** Office refreshes a lock of 30 minutes well before it ends. */
  readonly refreshLockMs: number;
  /** Quiet time after the last key stroke before the document is saved. */
  readonly autosaveMs: number;
  /** The same for a document that others write, too. */
  readonly sharedAutosaveMs: number;
  /** How often the editor page asks what others wrote. */
  readonly newsMs: number;
  /** How often the editor page shows that it is still there. */
  readonly heartbeatMs: number;
  /** A session not heard of for so long is saved and unlocked. Browsers slow timers of hidden pages to one a minute. */
  readonly abandonedAfterMs: number;
  /** Longest time that shutting down spends on saving and unlocking. */
  readonly shutdownMs: number;
}

export const DEFAULT_TIMINGS: Timings = {
  callTimeoutMs: 60_000,
  refreshLockMs: 10 * 60_000,
  autosaveMs: 5_000,
  sharedAutosaveMs: 1_000,
  newsMs: 1_000,
  heartbeatMs: 20_000,
  abandonedAfterMs: 3 * 60_000,
  shutdownMs: 4_500,
};

/** What the sandbox is started with. */
export interface SandboxOptions {
  readonly address: string;
  /** 0 takes a free port. */
  readonly port: number;
  /** Origin under which browsers and hosts reach the sandbox; its own address when left out. */
  readonly publicUrl?: string;
  /** File of the two proof key pairs; made when it is not there. */
  readonly keysFile: string;
  /** Origins that the sandbox may call; loopback addresses only when left out. */
  readonly allowedOrigins?: readonly string[];
  readonly logLevel?: string;
  readonly timings?: Partial<Timings>;
}

/** Injection token of the timings. */
export const TIMINGS = Symbol('timings');

/** The sandbox's own origin, known once it listens. */
export class PublicAddress {
  url = '';
}
