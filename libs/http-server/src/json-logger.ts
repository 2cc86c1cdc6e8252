import type { LoggerService } from '@nestjs/common';
import { type Logger, pino } from 'pino';

type Level = 'silent' | 'error' | 'warn' | 'info' | 'debug';

/** Nest's logger as JSON lines on standard output: time, level, process, context, message, and an error's stack. */
export class JsonLogger implements LoggerService {
  readonly #pino: Logger;

  constructor(name: string, level: Level) {
    this.#pino = pino({ name, level, base: undefined, formatters: { level: (label) => ({ level: label }) } });
  }

  log(message: unknown, context?: string): void {
    this.#pino.info({ context }, String(message));
  }

  warn(message: unknown, context?: string): void {
    this.#pino.warn({ context }, String(message));
  }

  error(message: unknown, ...rest: unknown[]): void {
    const context = rest.at(-1);
    const cause = message instanceof Error ? message : rest[0];
    const err = cause instanceof Error ? cause : undefined;
    const stack = !err && rest.length > 1 ? rest[0] : undefined;
    this.#pino.error({ context, err, stack }, err ? err.message : String(message));
  }

  debug(message: unknown, context?: string): void {
    this.#pino.debug({ context }, String(message));
  }
}
