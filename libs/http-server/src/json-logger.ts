import type { LoggerService } from '@nestjs/common';
import { type Logger, pino } from 'pino';
import { loggedError, withoutTokens } from './logged-error.js';

type Level = 'silent' | 'error' | 'warn' | 'info' | 'debug';

/**
 * Nest's logger as JSON lines on standard output: time, level, process, context, message, and of an error what
 * `loggedError` leaves of it. No line holds an access token.
 */
export class JsonLogger implements LoggerService {
  readonly #pino: Logger;

  constructor(name: string, level: Level) {
    this.#pino = pino({ name, level, base: undefined, formatters: { level: (label) => ({ level: label }) } });
  }

  log(message: unknown, context?: string): void {
    this.#pino.info({ context }, withoutTokens(String(message)));
  }

  warn(message: unknown, context?: string): void {
    this.#pino.warn({ context }, withoutTokens(String(message)));
  }

  error(message: unknown, ...rest: unknown[]): void {
    const context = rest.at(-1);
    const cause = message instanceof Error ? message : rest[0];
    const err = cause instanceof Error ? loggedError(cause) : undefined;
    const stack = !err && rest.length > 1 ? withoutTokens(String(rest[0])) : undefined;
    this.#pino.error({ context, err, stack }, err ? err.message : withoutTokens(String(message)));
  }

  debug(message: unknown, context?: string): void {
    this.#pino.debug({ context }, withoutTokens(String(message)));
  }
}
