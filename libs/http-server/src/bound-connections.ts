import { readFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { Logger } from '@nestjs/common';

/** Descriptors that a process needs whatever it serves: its connections to the database, listeners, logs. */
const RESERVED = 64;
/** A call needs one besides its connection: for a blob, or on the way to an instance. */
const EACH = 2;
const LEAST = 16;
const SAY_AGAIN_MS = 60_000;

/**
 * Has a server refuse connections while the process can still open files: those that were let in are served to their end.
 * Without it, whoever holds many connections would have the calls of all others fail for want of a descriptor.
 */
export function boundConnections(server: Server): void {
  const most = mostConnections(limitsOfProcess());
  if (most === undefined) return;
  const logger = new Logger('Connections');
  let saidAt = -Infinity;
  server.maxConnections = most;
  server.on('drop', () => {
    if (performance.now() - saidAt < SAY_AGAIN_MS) return;
    saidAt = performance.now();
    logger.warn(
      `Refusing connections beyond ${most}, which the limit of open files leaves room for (ulimit -n)`,
    );
  });
}

/** @param limits `/proc/self/limits`; undefined where there is none, or no limit */
export function mostConnections(limits: string | undefined): number | undefined {
  const soft = /^Max open files\s+(\d+)/m.exec(limits ?? '')?.[1];
  return soft === undefined ? undefined : Math.max(LEAST, Math.floor((Number(soft) - RESERVED) / EACH));
}

function limitsOfProcess(): string | undefined {
  try {
    return readFileSync('/proc/self/limits', 'latin1');
  } catch {
    return undefined;
  }
}
