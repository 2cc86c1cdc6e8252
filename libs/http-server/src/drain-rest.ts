import type { IncomingMessage } from 'node:http';

const PATIENCE_MS = 30_000;

/**
 * Reads away what is left of a body that nobody wants any more. Unread, it would keep the connection from its next
 * request; and a client that only listens when it has sent everything would never hear the answer.
 */
export function drainRest(request: IncomingMessage): void {
  if (request.complete || request.destroyed) return;
  const cutOff = setTimeout(() => request.destroy(), PATIENCE_MS).unref();
  request.once('close', () => clearTimeout(cutOff)).once('end', () => clearTimeout(cutOff));
  request.on('error', () => undefined).resume();
}
